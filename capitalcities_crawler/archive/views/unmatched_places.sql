-- One row per country and city that the program's lists of places do not know (see places.md).

SELECT places.site, places.section_id, places.kind, places.name, places.path,
    places.country_code, section.unmatched, places.articles
FROM places JOIN section ON section.id = places.section_id
WHERE section.unmatched IS NOT NULL
