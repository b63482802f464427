-- One row per pair of articles with nearly the same text, the earlier published first.

WITH pair AS (
    SELECT article_id, other_id, similarity FROM duplicate_pair
    UNION ALL
    SELECT other_id, article_id, similarity FROM duplicate_pair
)
SELECT first.duplicate_group, first.id AS article_id, first_page.url, first.title,
    first.published_on, other.id AS other_id, other_page.url AS other_url,
    other.title AS other_title, other.published_on AS other_published_on, pair.similarity
FROM pair
JOIN article AS first ON first.id = pair.article_id
JOIN page AS first_page ON first_page.id = first.page_id
JOIN article AS other ON other.id = pair.other_id
JOIN page AS other_page ON other_page.id = other.page_id
WHERE CASE
    WHEN first.published_at <> other.published_at THEN first.published_at < other.published_at
    WHEN first.published_on <> other.published_on THEN first.published_on < other.published_on
    ELSE first_page.url < other_page.url
END
