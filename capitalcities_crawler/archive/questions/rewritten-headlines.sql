-- title: Rewritten headlines
-- topic: Changes
-- Headlines that are not what they were, before and after, the latest first.

SELECT page.url, substr(CAST(revision.seen_at AS TEXT), 1, 16) AS seen_at,
    earlier.title AS before, revision.title AS after
FROM revision
JOIN revision AS earlier
    ON earlier.article_id = revision.article_id AND earlier.number = revision.number - 1
JOIN article ON article.id = revision.article_id
JOIN page ON page.id = article.page_id
WHERE revision.title <> earlier.title
ORDER BY revision.seen_at DESC, page.url
