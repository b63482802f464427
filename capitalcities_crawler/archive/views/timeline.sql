-- One row per local day with articles.

SELECT site.key AS site, article.published_on AS day, count(*) AS articles,
    sum(article.word_count) AS words
FROM article JOIN site ON site.id = article.site_id
WHERE article.published_on IS NOT NULL AND article.gone_at IS NULL
GROUP BY site.key, article.published_on
