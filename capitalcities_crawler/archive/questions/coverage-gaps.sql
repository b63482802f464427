-- title: Months with gaps
-- topic: Completeness
-- Months of which articles are missing, the greatest gap first: what the site counts, what is stored, and
-- what is explained otherwise (see coverage.md). An empty answer is the good one.

SELECT site, month, advertised, stored, explained, gone, missing,
    round(100.0 * (advertised - missing) / advertised, 1) AS percent
FROM coverage
WHERE missing > 0
ORDER BY missing DESC, site, month
