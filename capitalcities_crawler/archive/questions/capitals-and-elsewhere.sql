-- title: Articles about capitals and elsewhere
-- topic: People, places and topics
-- How much of what was published about each country is about its capitals, about other cities, and about
-- no city in particular. A country with several capitals counts them all; a city that the program's lists
-- do not know stands apart (see places.md), for it may be either.

SELECT place.country, place.country_code AS code, count(*) AS articles,
    sum(CASE WHEN place.is_capital THEN 1 ELSE 0 END) AS in_capitals,
    sum(CASE WHEN NOT place.is_capital THEN 1 ELSE 0 END) AS in_other_cities,
    sum(CASE WHEN place.city IS NULL THEN 1 ELSE 0 END) AS in_no_city,
    sum(CASE WHEN place.city IS NOT NULL AND place.is_capital IS NULL THEN 1 ELSE 0 END)
        AS in_unknown_cities
FROM article
JOIN section AS place ON place.id = article.section_id
WHERE article.gone_at IS NULL AND place.country IS NOT NULL
GROUP BY place.country, place.country_code
ORDER BY articles DESC, place.country
