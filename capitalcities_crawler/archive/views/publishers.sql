-- One row per original publisher, however its name is spelled.

WITH spelled AS (
    SELECT site_id, publisher_key, source_publisher, count(*) AS articles,
        min(published_on) AS first_on, max(published_on) AS last_on,
        row_number() OVER (PARTITION BY site_id, publisher_key
            ORDER BY count(*) DESC, source_publisher) AS place
    FROM article
    WHERE source_publisher IS NOT NULL AND gone_at IS NULL
    GROUP BY site_id, publisher_key, source_publisher
)
SELECT site.key AS site, max(CASE WHEN spelled.place = 1 THEN spelled.source_publisher END)
        AS publisher,
    spelled.publisher_key, count(*) AS spellings,
    CAST(sum(spelled.articles) AS INTEGER) AS articles,
    min(spelled.first_on) AS first_on, max(spelled.last_on) AS last_on
FROM spelled JOIN site ON site.id = spelled.site_id
GROUP BY site.key, spelled.site_id, spelled.publisher_key
