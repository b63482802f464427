-- title: Sites that articles link to
-- topic: Sources
-- Hosts of the links in the texts, by the number of articles that lead there.

-- on sqlite:
WITH target AS (
    SELECT link.revision_id, substr(link.url, instr(link.url, '://') + 3) || '/' AS rest FROM link
    WHERE link.rel = 'inline' AND link.url LIKE 'http%://%'
)
SELECT lower(substr(target.rest, 1, instr(target.rest, '/') - 1)) AS host,
    count(DISTINCT article.id) AS articles, count(*) AS links
FROM target JOIN article ON article.revision_id = target.revision_id
GROUP BY host
ORDER BY articles DESC, links DESC, host

-- on postgresql:
SELECT lower(split_part(split_part(link.url, '://', 2), '/', 1)) AS host,
    count(DISTINCT article.id) AS articles, count(*) AS links
FROM link JOIN article ON article.revision_id = link.revision_id
WHERE link.rel = 'inline' AND link.url LIKE 'http%://%'
GROUP BY host
ORDER BY articles DESC, links DESC, host
