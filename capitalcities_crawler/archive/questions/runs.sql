-- title: Runs and what they brought
-- topic: The harvest
-- Each run of a spider, the latest first: how it ended, and how many articles it found new, changed, moved or
-- gone. A run without an end was killed, or is at work now.

SELECT crawl.id AS run, site.key AS site, crawl.spider,
    substr(CAST(crawl.started_at AS TEXT), 1, 16) AS started_at,
    substr(CAST(crawl.finished_at AS TEXT), 1, 16) AS finished_at, crawl.outcome,
    coalesce(CAST(crawl.stats ->> 'archive/new' AS INTEGER), 0) AS new,
    coalesce(CAST(crawl.stats ->> 'archive/changed' AS INTEGER), 0) AS changed,
    (SELECT count(*) FROM move WHERE move.crawl_id = crawl.id) AS moved,
    (SELECT count(*) FROM absence WHERE absence.crawl_id = crawl.id) AS gone
FROM crawl JOIN site ON site.id = crawl.site_id
ORDER BY crawl.started_at DESC, crawl.id DESC
