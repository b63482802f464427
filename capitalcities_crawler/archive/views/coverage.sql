-- One row per site and month: what the site counts, what is stored of it, and what became of the
-- rest (see coverage.md).

WITH claim AS (
    SELECT site_id, key AS month, count, observed_at, crawl_id, row_number() OVER (
        PARTITION BY site_id, key ORDER BY observed_at DESC, id DESC) AS age
    FROM advertised_count WHERE kind = 'month'
), advertised AS (
    SELECT site_id, month, count, observed_at, crawl_id FROM claim WHERE age = 1
), stored AS (
    SELECT article.site_id, substr(CAST(article.published_on AS TEXT), 1, 7) AS month,
        count(*) AS count
    FROM article JOIN page ON page.id = article.page_id
    WHERE article.gone_at IS NULL AND article.published_on IS NOT NULL
    GROUP BY article.site_id, substr(CAST(article.published_on AS TEXT), 1, 7)
), vacant AS (
    SELECT site_id, substr(CAST(published_on AS TEXT), 1, 7) AS month, state,
        last_checked_at, (
            SELECT max(absence.crawl_id) FROM absence
            JOIN article ON article.id = absence.article_id
            WHERE article.page_id = page.id
        ) AS gone_by
    FROM page
    WHERE state IN ('refused', 'not_article', 'gone') AND kind = 'article'
        AND published_on IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM article
            WHERE article.page_id = page.id AND article.gone_at IS NULL)
), explained AS (
    SELECT site_id, month, count(*) AS count FROM vacant WHERE state <> 'gone'
    GROUP BY site_id, month
), gone AS (
    SELECT vacant.site_id, vacant.month, count(*) AS count
    FROM vacant JOIN advertised
        ON advertised.site_id = vacant.site_id AND advertised.month = vacant.month
    -- A run that finds an article gone counts without it: only a number of an earlier run had it.
    WHERE vacant.state = 'gone' AND (vacant.gone_by > advertised.crawl_id
        OR vacant.gone_by IS NULL AND vacant.last_checked_at > advertised.observed_at)
    GROUP BY vacant.site_id, vacant.month
), month AS (
    SELECT site_id, month FROM advertised UNION SELECT site_id, month FROM stored
), line AS (
    SELECT site.key AS site, site.base_url, month.month, advertised.count AS advertised,
        coalesce(stored.count, 0) AS stored, coalesce(explained.count, 0) AS explained,
        coalesce(gone.count, 0) AS gone
    FROM month
    JOIN site ON site.id = month.site_id
    LEFT JOIN advertised
        ON advertised.site_id = month.site_id AND advertised.month = month.month
    LEFT JOIN stored ON stored.site_id = month.site_id AND stored.month = month.month
    LEFT JOIN explained
        ON explained.site_id = month.site_id AND explained.month = month.month
    LEFT JOIN gone ON gone.site_id = month.site_id AND gone.month = month.month
)
SELECT site, base_url, month, advertised, stored, explained, gone,
    CASE WHEN advertised > stored + explained + gone
        THEN advertised - stored - explained - gone ELSE 0 END AS missing
FROM line
