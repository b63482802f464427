-- One row per region, country and city: its articles, those of the places within included.

SELECT site.key AS site, section.id AS section_id, section.kind, section.name, section.path,
    section.region, section.country, section.city, section.country_code,
    section.country_code3, section.latitude, section.longitude, section.is_capital,
    count(article.id) AS articles,
    min(article.published_on) AS first_on, max(article.published_on) AS last_on
FROM section
JOIN site ON site.id = section.site_id
LEFT JOIN article_section ON article_section.section_id = section.id
LEFT JOIN article ON article.id = article_section.article_id AND article.gone_at IS NULL
WHERE section.kind IN ('region', 'country', 'city')
GROUP BY site.key, section.id
