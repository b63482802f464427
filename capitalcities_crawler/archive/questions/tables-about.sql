-- title: Tables about something
-- topic: Content
-- parameter: word = Water; word or part of one, in a caption or a cell
-- Tables whose caption or cells contain a word, with the heading they stand under and the number of cells that
-- contain it. Upper and lower case are the same (on SQLite only for the letters A to Z).

WITH hit AS (
    SELECT table_cell.table_id, count(*) AS cells FROM table_cell
    WHERE lower(table_cell.text) LIKE '%' || lower(CAST(:word AS TEXT)) || '%'
    GROUP BY table_cell.table_id
)
SELECT page.url, article.title, data_table.position, data_table.caption,
    heading.text AS heading, coalesce(hit.cells, 0) AS cells
FROM data_table
JOIN article ON article.revision_id = data_table.revision_id
JOIN page ON page.id = article.page_id
LEFT JOIN heading ON heading.id = data_table.heading_id
LEFT JOIN hit ON hit.table_id = data_table.id
WHERE hit.cells > 0
    OR lower(data_table.caption) LIKE '%' || lower(CAST(:word AS TEXT)) || '%'
ORDER BY cells DESC, page.url, data_table.position
