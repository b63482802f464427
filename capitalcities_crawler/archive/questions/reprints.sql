-- title: Reprints
-- topic: Content
-- Pairs of articles with nearly the same text, the most alike first; `original` was published earlier. `similar_percent` is the share of three-word runs that both have.

SELECT other_url AS url, other_published_on AS published_on, url AS original,
    published_on AS original_on, CAST(round(100 * similarity) AS INTEGER) AS similar_percent
FROM duplicates
ORDER BY similarity DESC, other_published_on DESC, other_url, url
