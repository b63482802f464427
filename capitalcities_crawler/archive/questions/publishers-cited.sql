-- title: Publishers cited
-- topic: Sources
-- Whose news the site passes on: the original publishers that articles name, how often, about how many
-- countries, and between which days.

SELECT article.source_publisher AS publisher, count(*) AS articles,
    count(DISTINCT section.country) AS countries,
    min(article.published_on) AS first_on, max(article.published_on) AS last_on
FROM article
LEFT JOIN section ON section.id = article.section_id
WHERE article.source_publisher IS NOT NULL AND article.gone_at IS NULL
GROUP BY article.source_publisher
ORDER BY articles DESC, publisher
