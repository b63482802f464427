"""E-mail addresses that Cloudflare hides from robots, read as a visitor's browser reads them.

Cloudflare spells an address as hexadecimal octets: a key, then each octet of the address under
that key (exclusive or). Each answer uses another key, so an article left as served would seem to
change with every look.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

SIGNS = ("data-cfemail", "/email-protection#")
"""One of these stands in every page that hides an address."""

_HIDDEN_LINK = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]+)$")


def restore_addresses(root: HtmlElement) -> None:
    """Put the addresses back into a tree, as text and as ``mailto:`` links."""
    for link in root.iter("a"):
        hidden = _HIDDEN_LINK.search(link.get("href") or "")
        address = decode_address(hidden[1]) if hidden else None
        if address:
            link.set("href", f"mailto:{address}")
    for element in root.xpath("//*[@data-cfemail]"):
        address = decode_address(element.get("data-cfemail"))
        if address:
            _say(element, address)


def decode_address(code: str) -> str | None:
    """Give the address behind a code; ``None`` when none is there.

    >>> decode_address("422302206c21")
    'a@b.c'
    """
    try:
        key, *octets = bytes.fromhex(code)
        address = bytes(octet ^ key for octet in octets).decode()
    except ValueError:  # no digits, an odd number of them, or no UTF-8 behind them
        return None
    return address if "@" in address and address.isprintable() else None


def _say(element: HtmlElement, address: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = address
    if element.tag == "a":
        element.set("href", f"mailto:{address}")
