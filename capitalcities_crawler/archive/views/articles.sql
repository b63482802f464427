-- One flat row per article.

SELECT article.id AS article_id, site.key AS site, page.url, article.post_id, article.title,
    article.subtitle,
    (SELECT {join_texts}(names.name, '; ') FROM (
        SELECT author.name FROM article_author
        JOIN author ON author.id = article_author.author_id
        WHERE article_author.article_id = article.id ORDER BY article_author.position
    ) AS names) AS authors,
    article.published_at, article.published_on, article.published_precision,
    article.modified_at, article.language,
    section.region, section.country, section.city, section.path AS breadcrumb,
    (SELECT {join_texts}(names.name, '; ') FROM (
        SELECT tag.name FROM article_tag JOIN tag ON tag.id = article_tag.tag_id
        WHERE article_tag.article_id = article.id ORDER BY article_tag.position
    ) AS names) AS tags,
    article.word_count, article.source_headline, article.source_publisher,
    article.duplicate_group, revision.number AS revisions,
    article.first_seen_at, article.last_seen_at, article.gone_at, revision.body_text
FROM article
JOIN site ON site.id = article.site_id
JOIN page ON page.id = article.page_id
LEFT JOIN revision ON revision.id = article.revision_id
LEFT JOIN section ON section.id = article.section_id
