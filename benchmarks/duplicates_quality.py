"""How well near-duplicates are told from other articles, by size of shingle and threshold.

python -m benchmarks.duplicates_quality [--articles 1500] [--pages FOLDER]

Texts are those of the replica and, where a folder is given, of saved pages (.html, .html.gz). Of each text an editor's versions
are made: some that are reprints, some that are not. All pairs are compared, without sketches; then the sketches as they are used.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from capitalcities_crawler.archive.duplicates import candidates, shingles
from capitalcities_crawler.archive.search.words import folded_words
from capitalcities_crawler.pages import ArticlePage, PageError
from fixtures.replica.blocks import reading
from fixtures.replica.world import World

SIZES = (2, 3, 4, 5)
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
SHORTEST = 40

Text = tuple[str, list[str]]
"""Whose text it is, and its words: versions of the same owner are duplicates."""


def main(argv: Sequence[str] | None = None) -> None:
    """Compare; print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--pages", type=Path)
    options = parser.parse_args(argv)
    sources = {"replica": replica(options.articles)}
    if options.pages:
        sources["saved pages"] = saved_pages(options.pages)
    for name, texts in sources.items():
        versions = [text for number, words in enumerate(texts) for text in edited(number, words)]
        print(f"{name}: {len(texts)} texts, {len(versions)} versions")
        for size in SIZES:
            print(f"  {size} words:", "  ".join(scores(versions, size)))
        print("  as used:", as_used(versions))


def replica(number: int) -> list[list[str]]:
    """Give the texts of the replica's posts, no copies."""
    world = World(number)
    copies = {copy for pairs in world.duplicates() for _, copy in pairs}
    posts = (post for post in world.index.readable() if post.body is None)
    bodies = (world.body(post) for post in posts if post.id not in copies)
    return [folded_words(" ".join(reading(body))) for body in bodies][:: max(1, number // 300)]


def saved_pages(folder: Path) -> list[list[str]]:
    """Give the texts of saved articles."""
    found: dict[str, list[str]] = {}
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz")]):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            words = folded_words(
                ArticlePage(raw, f"https://pages.example/{path.stem}/").to_item().body
            )
        except PageError:
            continue
        if len(words) >= SHORTEST:
            found.setdefault(" ".join(words[:30]), words)  # two captures of one article count once
    return list(found.values())


def edited(number: int, words: list[str]) -> Iterator[Text]:
    """Give what an editor makes of a text: reprints, and what is an article of its own."""
    chance = random.Random(number)
    fresh = [f"{word}{number}" for word in chance.sample(words, len(words))]
    owner, sentence = str(number), min(25, len(words) // 4)
    yield owner, words
    yield owner, fresh[:sentence] + words[sentence:]  # another first sentence
    yield owner, words[: -max(1, len(words) // 5)]  # cut by a fifth
    yield (
        owner,
        [fresh[i] if chance.random() < 0.03 else w for i, w in enumerate(words)],
    )  # proofread
    yield owner, words + fresh[: len(words) // 4]  # a paragraph more
    yield f"{owner} rewritten", [fresh[i] if i % 3 == 0 else w for i, w in enumerate(words)]
    yield f"{owner} quoting", fresh + words[: len(words) // 4]


def scores(versions: list[Text], size: int) -> Iterator[str]:
    """Give precision and recall over all pairs, by threshold."""
    sets = [
        frozenset(zip(*(words[start:] for start in range(size)), strict=False))
        for _, words in versions
    ]
    alike = list(_shared(sets))
    true = sum(
        versions[one][0] == versions[other][0]
        for one, other in combinations(range(len(versions)), 2)
    )
    for threshold in THRESHOLDS:
        found = [pair for pair, similarity in alike if similarity >= threshold]
        yield f"{threshold}: {_quality(versions, found, true)}"


def as_used(versions: list[Text]) -> str:
    """Give precision and recall of the pairs that meet by their sketches and are alike."""
    sets = [shingles.shingles(words) for _, words in versions]
    sketches = [frozenset(shingles.sketch(found)) for found in sets]
    true = sum(
        versions[one][0] == versions[other][0]
        for one, other in combinations(range(len(versions)), 2)
    )
    met = [pair for pair, shared in _meeting(sketches).items() if shared >= candidates.LEAST_SHARED]
    found = [
        (one, other)
        for one, other in met
        if shingles.similarity(sets[one], sets[other]) >= shingles.THRESHOLD
    ]
    return f"{_quality(versions, found, true)}, {len(met)} pairs compared"


def _shared(sets: list[frozenset[tuple[str, ...]]]) -> Iterator[tuple[tuple[int, int], float]]:
    for one, other in _meeting(sets):
        shared = len(sets[one] & sets[other])
        yield (one, other), shared / (len(sets[one]) + len(sets[other]) - shared)


def _meeting(sets: Sequence[frozenset[object]]) -> dict[tuple[int, int], int]:
    holders: dict[object, list[int]] = {}
    for place, found in enumerate(sets):
        for each in found:
            holders.setdefault(each, []).append(place)
    met: dict[tuple[int, int], int] = {}
    for places in holders.values():
        if len(places) <= candidates.MOST_HOLDERS:
            for pair in combinations(places, 2):
                met[pair] = met.get(pair, 0) + 1
    return met


def _quality(versions: list[Text], found: list[tuple[int, int]], true: int) -> str:
    right = sum(versions[one][0] == versions[other][0] for one, other in found)
    precision = right / len(found) if found else 1.0
    return f"precision {precision:.3f} recall {right / true:.3f}"


if __name__ == "__main__":
    main()
