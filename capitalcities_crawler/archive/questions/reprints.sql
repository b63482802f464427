-- title: Reprints
-- topic: Content
-- Articles with exactly the text of an earlier one, each beside the first that had it.

WITH same AS (
    SELECT article.duplicate_group, page.url, article.published_on, row_number() OVER (
        PARTITION BY article.duplicate_group
        ORDER BY article.published_on IS NULL, article.published_on, article.published_at, page.url
    ) AS place
    FROM article JOIN page ON page.id = article.page_id
    WHERE article.duplicate_group IS NOT NULL
)
SELECT reprint.url, reprint.published_on, original.url AS original,
    original.published_on AS original_on
FROM same AS reprint
JOIN same AS original
    ON original.duplicate_group = reprint.duplicate_group AND original.place = 1
WHERE reprint.place > 1
ORDER BY reprint.published_on DESC, reprint.url
