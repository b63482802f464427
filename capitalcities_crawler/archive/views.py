"""The views for analysts: flat rows that hold the joins. Made anew after each migration.

The SQL runs on SQLite and PostgreSQL alike; only the function that joins texts has two names.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what a row is, and its query."""

    name: str
    doc: str
    sql: str


ARTICLES = View(
    "articles",
    "One flat row per article.",
    """
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
    """,
)

PASSAGES = View(
    "passages",
    "One row per headed passage of an article's current text.",
    """
    SELECT article.id AS article_id, page.url, heading.position, heading.level,
        heading.text AS heading, heading.anchor,
        substr(revision.body_text, heading.body_start + 1, heading.body_end - heading.body_start)
            AS text
    FROM article
    JOIN page ON page.id = article.page_id
    JOIN revision ON revision.id = article.revision_id
    JOIN heading ON heading.revision_id = revision.id
    """,
)

COVERAGE = View(
    "coverage",
    "One row per site and month: what the site counts, what is stored of it, and what became of"
    " the rest (see coverage.md).",
    """
    WITH claim AS (
        SELECT site_id, key AS month, count, observed_at, row_number() OVER (
            PARTITION BY site_id, key ORDER BY observed_at DESC, id DESC) AS age
        FROM advertised_count WHERE kind = 'month'
    ), advertised AS (
        SELECT site_id, month, count, observed_at FROM claim WHERE age = 1
    ), stored AS (
        SELECT article.site_id, substr(CAST(article.published_on AS TEXT), 1, 7) AS month,
            count(*) AS count
        FROM article JOIN page ON page.id = article.page_id
        WHERE article.gone_at IS NULL AND article.published_on IS NOT NULL
        GROUP BY article.site_id, substr(CAST(article.published_on AS TEXT), 1, 7)
    ), vacant AS (
        SELECT site_id, substr(CAST(published_on AS TEXT), 1, 7) AS month, state,
            coalesce((SELECT max(article.gone_at) FROM article WHERE article.page_id = page.id),
                last_checked_at) AS since
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
        WHERE vacant.state = 'gone' AND vacant.since > advertised.observed_at
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
    """,
)

PLACES = View(
    "places",
    "One row per region, country and city: its articles, those of the places within included.",
    """
    SELECT site.key AS site, section.id AS section_id, section.kind, section.name, section.path,
        section.region, section.country, section.city, section.country_code,
        section.country_code3, section.latitude, section.longitude, section.is_capital,
        count(article.id) AS articles,
        min(article.published_on) AS first_on, max(article.published_on) AS last_on
    FROM section
    JOIN site ON site.id = section.site_id
    LEFT JOIN article_section ON article_section.section_id = section.id
    LEFT JOIN article ON article.id = article_section.article_id AND article.gone_at IS NULL
    WHERE section.kind IN ('region', 'country', 'city')
    GROUP BY site.key, section.id
    """,
)

UNMATCHED_PLACES = View(
    "unmatched_places",
    "One row per country and city that the program's lists of places do not know (see places.md).",
    """
    SELECT places.site, places.section_id, places.kind, places.name, places.path,
        places.country_code, section.unmatched, places.articles
    FROM places JOIN section ON section.id = places.section_id
    WHERE section.unmatched IS NOT NULL
    """,
)

PUBLISHERS = View(
    "publishers",
    "One row per original publisher, however its name is spelled.",
    """
    WITH spelled AS (
        SELECT site_id, publisher_key, source_publisher, count(*) AS articles,
            min(published_on) AS first_on, max(published_on) AS last_on,
            row_number() OVER (PARTITION BY site_id, publisher_key
                ORDER BY count(*) DESC, source_publisher) AS place
        FROM article
        WHERE source_publisher IS NOT NULL AND gone_at IS NULL
        GROUP BY site_id, publisher_key, source_publisher
    )
    SELECT site.key AS site, max(CASE WHEN spelled.place = 1 THEN spelled.source_publisher END)
            AS publisher,
        spelled.publisher_key, count(*) AS spellings,
        CAST(sum(spelled.articles) AS INTEGER) AS articles,
        min(spelled.first_on) AS first_on, max(spelled.last_on) AS last_on
    FROM spelled JOIN site ON site.id = spelled.site_id
    GROUP BY site.key, spelled.site_id, spelled.publisher_key
    """,
)

TIMELINE = View(
    "timeline",
    "One row per local day with articles.",
    """
    SELECT site.key AS site, article.published_on AS day, count(*) AS articles,
        sum(article.word_count) AS words
    FROM article JOIN site ON site.id = article.site_id
    WHERE article.published_on IS NOT NULL AND article.gone_at IS NULL
    GROUP BY site.key, article.published_on
    """,
)

CHANGES = View(
    "changes",
    "One row per revision after an article's first, per move, disappearance and return.",
    """
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
    """,
)

DUPLICATES = View(
    "duplicates",
    "One row per pair of articles with nearly the same text, the earlier published first.",
    """
    WITH pair AS (
        SELECT article_id, other_id, similarity FROM duplicate_pair
        UNION ALL
        SELECT other_id, article_id, similarity FROM duplicate_pair
    )
    SELECT first.duplicate_group, first.id AS article_id, first_page.url, first.title,
        first.published_on, other.id AS other_id, other_page.url AS other_url,
        other.title AS other_title, other.published_on AS other_published_on, pair.similarity
    FROM pair
    JOIN article AS first ON first.id = pair.article_id
    JOIN page AS first_page ON first_page.id = first.page_id
    JOIN article AS other ON other.id = pair.other_id
    JOIN page AS other_page ON other_page.id = other.page_id
    WHERE CASE
        WHEN first.published_at <> other.published_at THEN first.published_at < other.published_at
        WHEN first.published_on <> other.published_on THEN first.published_on < other.published_on
        ELSE first_page.url < other_page.url
    END
    """,
)

VIEWS = (
    ARTICLES,
    PASSAGES,
    COVERAGE,
    PLACES,
    UNMATCHED_PLACES,  # after the view that it reads
    PUBLISHERS,
    TIMELINE,
    CHANGES,
    DUPLICATES,
)

_JOIN_TEXTS = {"sqlite": "group_concat", "postgresql": "string_agg"}


def create_views(connection: Connection) -> None:
    """Make all views."""
    for view in VIEWS:
        connection.exec_driver_sql(view_sql(view, connection.dialect.name))


def view_sql(view: View, dialect: str) -> str:
    """Give the statement that makes a view on a kind of database."""
    query = view.sql.replace("{join_texts}", _JOIN_TEXTS[dialect])
    return f"CREATE VIEW {view.name} AS {query}"


def drop_views(connection: Connection) -> None:
    """Take all views away: a table under a view cannot be altered."""
    for view in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view.name}")
