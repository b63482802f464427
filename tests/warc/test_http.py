"""Answers as they stand in web archives, packed in every way, and with headers that lie."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest
import zstandard

from capitalcities_crawler.warc.http import parse_answer

BODY = "<p>Bağdat</p>".encode() * 200


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 700] for at in range(0, len(body), 700)]
    return b"".join(b"%x;name=value\r\n%b\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def answer(body: bytes, *headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


PACKED = {
    "plain": (BODY, ()),
    "gzip": (gzip.compress(BODY), ("Content-Encoding: gzip",)),
    "x-gzip": (gzip.compress(BODY), ("content-encoding: X-GZIP",)),
    "deflate": (zlib.compress(BODY), ("Content-Encoding: deflate",)),
    "raw deflate": (raw_deflate(BODY), ("Content-Encoding: deflate",)),
    "br": (brotli.compress(BODY), ("Content-Encoding: br",)),
    "zstd": (zstandard.compress(BODY), ("Content-Encoding: zstd",)),
    "two": (brotli.compress(gzip.compress(BODY)), ("Content-Encoding: gzip, br",)),
    "chunked": (chunked(BODY), ("Transfer-Encoding: chunked",)),
    "chunked gzip": (
        chunked(gzip.compress(BODY)),
        ("Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    ),
    "no chunks any more": (BODY, ("Transfer-Encoding: chunked",)),
    "no gzip any more": (BODY, ("Content-Encoding: gzip",)),
    "no br any more": (BODY, ("Content-Encoding: br",)),
    "no zstd any more": (BODY, ("Content-Encoding: zstd",)),
    "unknown coding": (BODY, ("Content-Encoding: identity",)),
    "renamed by a crawler": (BODY, ("X-Crawler-Content-Encoding: br",)),
}


@pytest.mark.parametrize("name", PACKED)
def test_the_body_is_what_a_browser_has(name: str) -> None:
    body, headers = PACKED[name]
    found = parse_answer(answer(body, *headers))
    assert found is not None
    assert (found.status, found.body) == (200, BODY)
    assert found.header("content-type") == "text/html"
    assert found.header("content-encoding") is None


@pytest.mark.parametrize("coding", ["gzip", "deflate", "zstd"])
def test_what_was_cut_short_gives_what_is_there(coding: str) -> None:
    body, headers = PACKED[coding]
    found = parse_answer(answer(body[:-6], *headers))
    assert found is not None
    assert BODY.startswith(found.body)


def test_chunks_cut_short_give_what_is_there() -> None:
    found = parse_answer(answer(chunked(BODY)[:1500], "Transfer-Encoding: chunked"))
    assert found is not None
    assert BODY.startswith(found.body)
    assert len(found.body) > 700


@pytest.mark.parametrize("block", [b"", b"<html>", b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1\r\n\r\n"])
def test_what_is_no_answer(block: bytes) -> None:
    assert parse_answer(block) is None


def test_nothing_odd_breaks_it() -> None:
    noise = random.Random(5)
    for body, headers in PACKED.values():
        for _ in range(50):
            block = bytearray(answer(body, *headers))
            for _ in range(noise.randrange(1, 8)):
                block[noise.randrange(len(block))] = noise.randrange(256)
            parse_answer(bytes(block))
