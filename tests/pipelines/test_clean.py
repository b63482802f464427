"""Cleaning: what looks the same is spelt the same, and nothing is lost."""

from __future__ import annotations

import pytest
from scrapy.utils.test import get_crawler

from capitalcities_crawler.events import Outcome, PageState
from capitalcities_crawler.items import Block, Cell, Heading, Table, Term, TocEntry
from pipelines.clean import CleanPipeline, clean_article, clean_line, clean_lines
from tests.archive.samples import NOON, fetched, full_article


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("plain", "plain"),
        ("  two   spaces ", "two spaces"),
        ("no\u00a0break\u2009thin\u3000wide", "no break thin wide"),
        ("line\nbreak\ttab", "line break tab"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("bell\x07 nul\x00 c1\x9b", "bell nul c1"),
        ("half \ud83d of a character", "half of a character"),
        ("AT&amp;T &#8217;s &nbsp;&hellip; &unknown; R&D", "AT&T ’s … &unknown; R&D"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner is spelling
        ("👩\u200d💻", "👩\u200d💻"),
        ("", ""),
    ],
)
def test_a_line(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean
    assert clean_line(clean) == clean


def test_lines_keep_their_breaks() -> None:
    assert clean_lines(" a  b \n c ") == "a b\nc"


def test_a_clean_article_stays_the_same() -> None:
    assert clean_article(full_article()) == full_article()


def test_all_texts_are_cleaned_and_headings_placed_anew() -> None:
    article = full_article(
        title="T\u00a0T",
        tags=(Term(name="a\u200b"), Term(name="\u200b")),
        blocks=(
            Block(kind="paragraph", text="Long   \u200b  intro"),
            Block(kind="paragraph", text="\u200b"),
            Block(kind="heading", text="The  goal", level=2, anchor="g"),
            Block(kind="preformatted", text="a  =  1\n  b&amp;\u200b"),
        ),
        headings=(
            Heading(level=2, text="The  goal", anchor="g", in_toc=True, body_start=40, body_end=50),
        ),
        toc=(TocEntry(level=2, text="The  goal", anchor="g"),),
        tables=(Table(caption="c\u00a0c", cells=(Cell(row=0, column=0, text=" x "),)),),
    )
    cleaned = clean_article(article)
    assert cleaned.title == "T T"
    assert [tag.name for tag in cleaned.tags] == ["a"]
    assert cleaned.body == "Long intro\n\nThe goal\n\na  =  1\n  b&amp;"
    assert cleaned.toc[0].text == "The goal"
    assert (cleaned.tables[0].caption, cleaned.tables[0].cells[0].text) == ("c c", "x")
    (heading,) = cleaned.headings
    assert heading.in_toc
    assert cleaned.body[heading.body_start : heading.body_end] == "a  =  1\n  b&amp;"


def test_the_step_counts_what_it_changed() -> None:
    crawler = get_crawler()
    crawler._apply_settings()
    step = CleanPipeline.from_crawler(crawler)
    step.process_item(fetched(full_article()))
    assert crawler.stats.get_value("clean/articles") is None
    step.process_item(fetched(full_article(title="a  b")))
    assert crawler.stats.get_value("clean/articles") == 1


def test_an_error_of_an_outcome_is_one_line() -> None:
    crawler = get_crawler()
    crawler._apply_settings()
    outcome = Outcome(
        url="https://x.example/", state=PageState.FAILED, reason="x", at=NOON, error="a\nb\x00"
    )
    cleaned = CleanPipeline.from_crawler(crawler).process_item(outcome)
    assert isinstance(cleaned, Outcome)
    assert cleaned.error == "a b"
