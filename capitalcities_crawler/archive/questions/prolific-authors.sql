-- title: Most prolific authors
-- topic: People, places and topics
-- Who wrote how much, about how many countries, and between which days. An article with two names in its
-- byline counts for both.

SELECT author.name AS author, count(*) AS articles, sum(article.word_count) AS words,
    count(DISTINCT section.country) AS countries,
    min(article.published_on) AS first_on, max(article.published_on) AS last_on
FROM article_author
JOIN author ON author.id = article_author.author_id
JOIN article ON article.id = article_author.article_id
LEFT JOIN section ON section.id = article.section_id
WHERE article.gone_at IS NULL
GROUP BY author.id, author.name
ORDER BY articles DESC, author
