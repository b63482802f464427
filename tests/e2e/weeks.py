"""Hold an archive to what was done to its site in a week."""

from __future__ import annotations

import json
from collections import defaultdict

from fixtures.replica.scenario import Week
from fixtures.replica.server import ServedSite
from tests.e2e.harness import JsonObject, living, own_differences, told


def check_week(site: ServedSite, archive_url: str, week: Week) -> None:
    """Assert that each change is recorded, rightly and once."""
    assert own_differences(site, archive_url) == []
    rows: dict[str, list[JsonObject]] = defaultdict(list)
    for row in told(archive_url):
        rows[row["change"]].append(row)
    by_post = {record["post_id"]: record["url"] for record in living(archive_url).values()}
    assert set(week.new) <= by_post.keys()

    revised = {row["url"]: json.loads(row["fields"]) for row in rows["revised"]}
    assert revised.keys() == {by_post[post_id] for post_id in week.edited}
    for post_id, field in week.edited.items():
        assert field in revised[by_post[post_id]]
        if field != "body":  # a new body may lack the tables of the old one
            assert revised[by_post[post_id]] == [field]

    assert sorted(row["url"] for row in rows["gone"]) == sorted(
        site.url + path for path in week.gone.values()
    )
    assert {(row["detail"], row["url"]) for row in rows["moved"]} == {
        (site.url + move.before, site.url + move.after) for move in week.moved
    }
    assert len(rows["moved"]) == len(week.moved)
    assert not rows["returned"]
