-- One row per headed passage of an article's current text.

SELECT article.id AS article_id, page.url, heading.position, heading.level,
    heading.text AS heading, heading.anchor,
    substr(revision.body_text, heading.body_start + 1, heading.body_end - heading.body_start)
        AS text
FROM article
JOIN page ON page.id = article.page_id
JOIN revision ON revision.id = article.revision_id
JOIN heading ON heading.revision_id = revision.id
