-- title: The recorded answers behind an article
-- topic: The harvest
-- parameter: url = https://example.org/2025/06/01/title/; address of the article, as in the view articles
-- Every answer of an article's address that is kept as received, the file and the byte at which its WARC record
-- begins, and the version of the text that was first read from it.
-- `scrapy extract FILE@OFFSET` reads such a record again.

SELECT substr(CAST(capture.fetched_at AS TEXT), 1, 16) AS fetched_at, capture.status,
    revision.number AS revision, capture.warc_file, capture.warc_offset, capture.payload_sha256
FROM page
JOIN capture ON capture.page_id = page.id
LEFT JOIN revision ON revision.capture_id = capture.id
WHERE page.url = CAST(:url AS TEXT)
ORDER BY capture.fetched_at
