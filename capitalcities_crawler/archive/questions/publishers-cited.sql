-- title: Publishers cited
-- topic: Sources
-- Whose news the site passes on: the original publishers that articles name, in how many spellings and how
-- often, about how many countries, and between which days.

SELECT max(publishers.publisher) AS publisher, max(publishers.spellings) AS spellings,
    count(*) AS articles, count(DISTINCT section.country) AS countries,
    min(article.published_on) AS first_on, max(article.published_on) AS last_on
FROM article
JOIN site ON site.id = article.site_id
JOIN publishers ON publishers.site = site.key AND publishers.publisher_key = article.publisher_key
LEFT JOIN section ON section.id = article.section_id
WHERE article.gone_at IS NULL
GROUP BY article.publisher_key
ORDER BY articles DESC, publisher
