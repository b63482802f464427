-- title: Passages under a heading
-- topic: Content
-- parameter: heading = Closing Remarks; the heading or a part of it
-- The text that stands under headings of a kind, article by article: what is said each time under
-- "Closing Remarks", say. Upper and lower case are the same (on SQLite only for the letters A to Z).

SELECT url, position, heading, text
FROM passages
WHERE lower(heading) LIKE '%' || lower(CAST(:heading AS TEXT)) || '%'
ORDER BY url, position
