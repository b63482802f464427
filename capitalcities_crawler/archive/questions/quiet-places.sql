-- title: Places without articles lately
-- topic: People, places and topics
-- parameter: days = 14; how many days, counted back from the newest article of the archive
-- Regions, countries and cities about which nothing was published lately, the longest silence first, with the
-- number of articles that they have. The days are counted from the archive's newest article, so an old copy
-- of an archive gives the same answer tomorrow.

-- on sqlite:
WITH newest AS (SELECT max(last_on) AS day FROM places)
SELECT places.kind, places.path, places.articles, places.last_on,
    CAST(julianday(newest.day) - julianday(places.last_on) AS INTEGER) AS days_silent
FROM places CROSS JOIN newest
WHERE julianday(newest.day) - julianday(places.last_on) >= CAST(:days AS INTEGER)
ORDER BY days_silent DESC, places.path

-- on postgresql:
WITH newest AS (SELECT max(last_on) AS day FROM places)
SELECT places.kind, places.path, places.articles, places.last_on,
    newest.day - places.last_on AS days_silent
FROM places CROSS JOIN newest
WHERE newest.day - places.last_on >= CAST(:days AS INTEGER)
ORDER BY days_silent DESC, places.path
