-- title: Articles changed after publication, and by how much
-- topic: Changes
-- Each later version of an article: what changed and how many characters the body gained or lost, the
-- greatest difference first. Counters, neighbours and related posts are no change (see "Rules" in
-- database.md).

SELECT url, substr(CAST(changed_at AS TEXT), 1, 16) AS seen_at, revision, fields,
    length_before, length_after, length_after - length_before AS difference
FROM changes
WHERE change = 'revised'
ORDER BY abs(length_after - length_before) DESC, url, revision
