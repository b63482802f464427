"""What a run is asked for: a section, a span of days, a number, single addresses."""

from __future__ import annotations

from pathlib import Path

from fixtures.replica.server import ServedSite
from tests.e2e.harness import asked_in_vain, crawl, stored


def test_limit_is_exact(quiet_site: ServedSite, sqlite_url: str) -> None:
    run = crawl("archive", sqlite_url, base_url=quiet_site.url, limit="7")
    assert run.returncode == 0, run.stderr
    assert len(stored(sqlite_url)) == 7


def test_since_and_until(quiet_site: ServedSite, sqlite_url: str) -> None:
    days = {"since": "2025-08-10", "until": "2025-09-05"}
    assert (
        crawl("archive", sqlite_url, base_url=quiet_site.url, via="months", **days).returncode == 0
    )
    inside = {
        url
        for url, record in quiet_site.world.truth(quiet_site.url).items()
        if "2025-08-10" <= record["published"][:10] <= "2025-09-05"
    }
    assert inside
    assert stored(sqlite_url).keys() == inside


def test_a_section_and_all_below_it(quiet_site: ServedSite, sqlite_url: str) -> None:
    run = crawl("section", sqlite_url, base_url=quiet_site.url, path="middle-east")
    assert run.returncode == 0, run.stderr
    wanted = {
        url
        for url, record in quiet_site.world.truth(quiet_site.url).items()
        if any("MIDDLE EAST" in trail for trail in (record["breadcrumb"], *record["categories"]))
    }
    assert wanted <= stored(sqlite_url).keys()
    assert len(stored(sqlite_url)) < len(quiet_site.world.truth(quiet_site.url))


def test_a_section_that_is_not_there(quiet_site: ServedSite, sqlite_url: str) -> None:
    run = crawl("section", sqlite_url, base_url=quiet_site.url, path="atlantis")
    assert run.returncode == 2
    assert "No section 'atlantis' here" in run.stderr


def test_given_addresses(site: ServedSite, sqlite_url: str, tmp_path: Path) -> None:
    good = list(site.world.truth(site.url))[:2]
    locked = site.world.protected(site.url)[0]
    nothing, listing = f"{site.url}/2025/11/04/zzz-nothing/", f"{site.url}/category/world/"
    file = tmp_path / "urls.txt"
    file.write_text("\n".join([*good, locked, nothing, listing]), encoding="utf-8")
    run = crawl("article", sqlite_url, base_url=site.url, file=str(file))
    assert run.returncode == 0, run.stderr
    assert stored(sqlite_url).keys() == set(good)
    assert asked_in_vain(sqlite_url) == {
        locked: ("refused", "password-protected"),
        nothing: ("gone", "http-404"),
        listing: ("not_article", "listing"),
    }


def test_a_renamed_article_is_stored_once_under_its_new_address(
    site: ServedSite, sqlite_url: str
) -> None:
    old, record = next(iter(site.world.truth(site.url).items()))
    crawl("article", sqlite_url, base_url=site.url, urls=old)
    site.world.rename(record["post_id"], "a-wholly-different-slug")
    run = crawl("article", sqlite_url, base_url=site.url, urls=old)
    assert run.returncode == 0, run.stderr
    (found,) = stored(sqlite_url).values()
    assert found["url"].endswith("/a-wholly-different-slug/")
    assert found["post_id"] == record["post_id"]


def test_a_guess_by_wordpress_is_another_article(site: ServedSite, sqlite_url: str) -> None:
    real, record = next(iter(site.world.truth(site.url).items()))
    cut = real.rstrip("/")[:-6].rstrip("-") + "/"
    run = crawl("article", sqlite_url, base_url=site.url, urls=cut)
    assert run.returncode == 0, run.stderr
    assert asked_in_vain(sqlite_url) == {cut: ("gone", "slug-guess")}
    (found,) = stored(sqlite_url).values()
    assert (found["url"], found["post_id"]) == (real, record["post_id"])


def test_a_post_in_pages_is_stored_whole(quiet_site: ServedSite, sqlite_url: str) -> None:
    world = quiet_site.world
    post = next(p for p in world.index.readable() if len(world.body_pages(p)) > 1)
    url = quiet_site.url + post.path
    run = crawl("article", sqlite_url, base_url=quiet_site.url, urls=f"{url}2/")
    assert run.returncode == 0, run.stderr
    assert stored(sqlite_url)[url]["body"] == world.truth(quiet_site.url)[url]["body"]
