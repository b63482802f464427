-- title: Time between publication and modification
-- topic: Changes
-- How soon after publication the site says that an article was last modified. WordPress notes any saving of
-- a post as a modification; what the archive saw change itself is "changed-articles". Articles of which only
-- a day is known are left out; a post scheduled in advance may be modified last before it appears ("not since").

-- on sqlite:
WITH waited AS (
    SELECT round(24 * (julianday(modified_at) - julianday(published_at)), 3) AS hours
    FROM article
    WHERE modified_at IS NOT NULL AND published_at IS NOT NULL AND gone_at IS NULL
), step AS (
    SELECT hours, CASE WHEN hours <= 0 THEN 'not since' WHEN hours <= 1 THEN 'within an hour'
        WHEN hours <= 24 THEN 'within a day' WHEN hours <= 168 THEN 'within a week'
        ELSE 'later' END AS modified
    FROM waited
)
SELECT modified, count(*) AS articles,
    round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent,
    round(avg(hours), 1) AS mean_hours
FROM step
GROUP BY modified
ORDER BY min(hours)

-- on postgresql:
WITH waited AS (
    SELECT round(extract(epoch FROM modified_at - published_at) / 3600, 3) AS hours
    FROM article
    WHERE modified_at IS NOT NULL AND published_at IS NOT NULL AND gone_at IS NULL
), step AS (
    SELECT hours, CASE WHEN hours <= 0 THEN 'not since' WHEN hours <= 1 THEN 'within an hour'
        WHEN hours <= 24 THEN 'within a day' WHEN hours <= 168 THEN 'within a week'
        ELSE 'later' END AS modified
    FROM waited
)
SELECT modified, count(*) AS articles,
    round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent,
    round(avg(hours), 1) AS mean_hours
FROM step
GROUP BY modified
ORDER BY min(hours)
