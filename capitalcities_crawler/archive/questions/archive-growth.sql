-- title: Growth of the archive
-- topic: The harvest
-- How many articles were stored on each day (UTC), and how many there were by then. A first harvest is one
-- steep step; after it the line should follow the site's own pace.

SELECT substr(CAST(first_seen_at AS TEXT), 1, 10) AS day, count(*) AS articles,
    sum(count(*)) OVER (ORDER BY substr(CAST(first_seen_at AS TEXT), 1, 10)) AS articles_by_then,
    sum(sum(word_count)) OVER (ORDER BY substr(CAST(first_seen_at AS TEXT), 1, 10)) AS words_by_then
FROM article
GROUP BY 1
ORDER BY day
