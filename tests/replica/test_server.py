"""The server over a real socket, and the command line."""

from __future__ import annotations

import gzip
import http.client
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from fixtures.replica import World, serve
from fixtures.replica.__main__ import main
from tests.replica.conftest import seed_post

_ROOT = Path(__file__).parents[2]


def test_keep_alive_length_and_gzip() -> None:
    world = World(20)
    with serve(world) as site:
        connection = http.client.HTTPConnection(urlsplit(site.url).netloc)
        path = seed_post(world).path
        for encoding in ("identity", "gzip"):  # both over one connection
            connection.request("GET", path, headers={"Accept-Encoding": encoding})
            response = connection.getresponse()
            body = response.read()
            assert int(response.headers["Content-Length"]) == len(body)
            assert response.version == 11
        assert b"Twinning Initiative" in gzip.decompress(body)
        connection.request("HEAD", path)
        response = connection.getresponse()
        assert response.read() == b""
        assert "rel=shortlink" in response.headers["Link"]
        connection.close()
        assert [exchange.method for exchange in site.requests] == ["GET", "GET", "HEAD"]
        site.clear()
        assert not site.requests


def test_taken_port_is_an_error() -> None:
    world = World(8)
    with serve(world) as site:
        port = urlsplit(site.url).port
        assert port is not None
        with pytest.raises(OSError, match="address already in use"), serve(world, port):
            pass


def test_command_serves_until_killed() -> None:
    command = [sys.executable, "-m", "fixtures.replica", "--posts", "20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        url = line.split()[1]
        assert line == f"serving {url} (20 posts)\n"
        with urlopen(url) as response:
            assert response.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--posts", "3"], "too few"),
        (["--posts", "9", "--timezone", "Mars/Base"], "unknown time zone"),
    ],
)
def test_wrong_arguments_are_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
