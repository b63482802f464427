-- title: Longest articles
-- topic: Volume
-- The hundred articles with the most words, with how much structure they have.

SELECT page.url, article.title, article.word_count AS words,
    (SELECT count(*) FROM heading WHERE heading.revision_id = article.revision_id) AS headings,
    (SELECT count(*) FROM data_table WHERE data_table.revision_id = article.revision_id) AS tables
FROM article JOIN page ON page.id = article.page_id
WHERE article.gone_at IS NULL
ORDER BY article.word_count DESC, page.url
LIMIT 100
