-- title: Tags that stand together
-- topic: People, places and topics
-- Pairs of tags on the same article, the hundred most frequent: which topics the site sees as one. The last
-- column is the share, in percent, of the rarer tag's articles that bear the other one, too.

WITH bearing AS (
    SELECT DISTINCT article_tag.article_id, tag.id, tag.name
    FROM article_tag
    JOIN tag ON tag.id = article_tag.tag_id
    JOIN article ON article.id = article_tag.article_id
    WHERE article.gone_at IS NULL
), total AS (
    SELECT id, count(*) AS articles FROM bearing GROUP BY id
)
SELECT one.name AS tag, other.name AS other_tag, count(*) AS articles,
    round(100.0 * count(*) / CASE WHEN total.articles < other_total.articles
        THEN total.articles ELSE other_total.articles END, 1) AS percent
FROM bearing AS one
JOIN bearing AS other ON other.article_id = one.article_id AND one.id < other.id
JOIN total ON total.id = one.id
JOIN total AS other_total ON other_total.id = other.id
GROUP BY one.id, one.name, other.id, other.name, total.articles, other_total.articles
ORDER BY articles DESC, tag, other_tag
LIMIT 100
