-- title: Links between articles
-- topic: Sources
-- Articles that other articles lead to, in their text or as related posts; the links to the previous and the
-- next article, which every one has, are left out.

SELECT page.url, article.title,
    count(DISTINCT CASE WHEN link.rel = 'inline' THEN source.id END) AS in_text,
    count(DISTINCT CASE WHEN link.rel = 'related' THEN source.id END) AS as_related
FROM link
JOIN article AS source ON source.revision_id = link.revision_id
JOIN article ON article.id = link.target_article_id
JOIN page ON page.id = article.page_id
WHERE link.rel IN ('inline', 'related') AND source.id <> article.id
GROUP BY article.id, page.url, article.title
ORDER BY in_text DESC, as_related DESC, page.url
LIMIT 100
