-- title: Articles by weekday and hour
-- topic: Volume
-- When the newsroom publishes: weekdays from 1, Monday, to 7, Sunday, and hours on the clock that the
-- page shows. Articles of which only the day is known are left out.

-- on sqlite:
SELECT CAST(strftime('%w', published_on, '-1 day') AS INTEGER) + 1 AS weekday,
    CAST(substr(published_local, 12, 2) AS INTEGER) AS hour, count(*) AS articles
FROM article
WHERE published_on IS NOT NULL AND published_precision <> 'day' AND gone_at IS NULL
GROUP BY 1, 2
ORDER BY weekday, hour

-- on postgresql:
SELECT CAST(extract(isodow FROM published_on) AS INTEGER) AS weekday,
    CAST(substr(published_local, 12, 2) AS INTEGER) AS hour, count(*) AS articles
FROM article
WHERE published_on IS NOT NULL AND published_precision <> 'day' AND gone_at IS NULL
GROUP BY 1, 2
ORDER BY weekday, hour
