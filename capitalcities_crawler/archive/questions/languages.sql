-- title: Languages
-- topic: Volume
-- In which languages the articles are, as their pages declare it (BCP 47), with the share of each in
-- percent.

SELECT coalesce(language, '(not declared)') AS language, count(*) AS articles,
    round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent,
    min(published_on) AS first_on, max(published_on) AS last_on
FROM article
WHERE gone_at IS NULL
GROUP BY 1
ORDER BY articles DESC, language
