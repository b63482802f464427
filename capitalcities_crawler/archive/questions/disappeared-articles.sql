-- title: Disappeared articles
-- topic: Changes
-- Articles that the site no longer shows, or did not show for a while: since when, why, and when they came
-- back. The last text is kept: it is the current revision of the article.

SELECT page.url, article.title, article.published_on,
    substr(CAST(absence.gone_at AS TEXT), 1, 16) AS gone_at, absence.reason,
    substr(CAST(absence.returned_at AS TEXT), 1, 16) AS returned_at
FROM absence
JOIN article ON article.id = absence.article_id
JOIN page ON page.id = article.page_id
ORDER BY absence.gone_at DESC, page.url
