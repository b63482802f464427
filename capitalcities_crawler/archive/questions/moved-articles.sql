-- title: Articles that changed their address
-- topic: Changes
-- Where an article lived, where it lives now, and when that was seen first. Links from elsewhere may still
-- lead to the former address.

SELECT article.title, former.url AS before, page.url AS after,
    substr(CAST(move.moved_at AS TEXT), 1, 16) AS seen_at
FROM move
JOIN article ON article.id = move.article_id
JOIN page AS former ON former.id = move.from_page_id
JOIN page ON page.id = move.to_page_id
ORDER BY move.moved_at DESC, former.url
