-- One row per revision after an article's first, per move, disappearance and return.

WITH away AS (
    SELECT absence.*, (
        SELECT max(revision.id) FROM revision
        WHERE revision.article_id = absence.article_id AND revision.seen_at <= absence.gone_at
    ) AS revision_before, (
        SELECT max(revision.id) FROM revision
        WHERE revision.article_id = absence.article_id
            AND revision.seen_at <= absence.returned_at
    ) AS revision_after
    FROM absence
)
SELECT page.url, article.id AS article_id, 'revised' AS change, revision.seen_at AS changed_at,
    revision.number AS revision, CAST(revision.changed_fields AS TEXT) AS fields,
    length(earlier.body_text) AS length_before, length(revision.body_text) AS length_after,
    NULL AS detail
FROM revision
JOIN article ON article.id = revision.article_id
JOIN page ON page.id = article.page_id
JOIN revision AS earlier
    ON earlier.article_id = revision.article_id AND earlier.number = revision.number - 1
UNION ALL
SELECT page.url, move.article_id, 'moved', move.moved_at, NULL, NULL, NULL, NULL, former.url
FROM move
JOIN page ON page.id = move.to_page_id
JOIN page AS former ON former.id = move.from_page_id
UNION ALL
SELECT page.url, article.id, 'gone', away.gone_at, revision.number, NULL,
    length(revision.body_text), NULL,
    away.reason || ' ' || CAST(away.evidence AS TEXT)
FROM away
JOIN article ON article.id = away.article_id
JOIN page ON page.id = article.page_id
LEFT JOIN revision ON revision.id = away.revision_before
UNION ALL
SELECT page.url, article.id, 'returned', away.returned_at, revision.number, NULL,
    NULL, length(revision.body_text), NULL
FROM away
JOIN article ON article.id = away.article_id
JOIN page ON page.id = article.page_id
LEFT JOIN revision ON revision.id = away.revision_after
WHERE away.returned_at IS NOT NULL
