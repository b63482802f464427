-- title: Articles that could not be had
-- topic: Completeness
-- Addresses of articles that hold none in the archive, counted by why: still pending, failed after all retries,
-- refused, or no article at all.

SELECT state, coalesce(reason, '(not asked yet)') AS reason, count(*) AS addresses,
    min(url) AS for_example, substr(CAST(max(last_checked_at) AS TEXT), 1, 16) AS last_tried_at
FROM page
WHERE kind = 'article' AND state IN ('pending', 'failed', 'refused', 'not_article')
GROUP BY state, coalesce(reason, '(not asked yet)')
ORDER BY addresses DESC, state, reason
