-- title: Contradictions between sources
-- topic: Content
-- Where a page contradicts itself: fields of which another part of the page says something else than the part
-- that was believed. `believed` and `contradicted_by` name the parts: jsonld, meta, markup, rest or fallback.

-- on sqlite:
SELECT item.value ->> 0 AS field, revision.field_sources ->> (item.value ->> 0) AS believed,
    item.value ->> 1 AS contradicted_by, count(*) AS articles, min(page.url) AS for_example,
    min(item.value ->> 2) AS other_value
FROM article
JOIN page ON page.id = article.page_id
JOIN revision ON revision.id = article.revision_id
JOIN json_each(revision.disagreements) AS item
GROUP BY 1, 2, 3
ORDER BY articles DESC, field, contradicted_by

-- on postgresql:
SELECT item.value ->> 0 AS field, revision.field_sources ->> (item.value ->> 0) AS believed,
    item.value ->> 1 AS contradicted_by, count(*) AS articles, min(page.url) AS for_example,
    min(item.value ->> 2) AS other_value
FROM article
JOIN page ON page.id = article.page_id
JOIN revision ON revision.id = article.revision_id
CROSS JOIN json_array_elements(revision.disagreements) AS item(value)
GROUP BY 1, 2, 3
ORDER BY articles DESC, field, contradicted_by
