-- title: Articles by month and country
-- topic: Volume
-- How much was published about each country in each month, by the site's own days. The country is
-- that of the article's deepest place; an article elsewhere in the tree counts as "(none)".

SELECT substr(CAST(published_on AS TEXT), 1, 7) AS month,
    coalesce(country, '(none)') AS country, count(*) AS articles, sum(word_count) AS words
FROM articles
WHERE published_on IS NOT NULL AND gone_at IS NULL
GROUP BY 1, 2
ORDER BY month DESC, articles DESC, country
