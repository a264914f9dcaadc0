"""Heads of requests that Sanic 21.12 would take at their word: a body of -1 bytes makes it loop for ever."""

import re

from sanic import Sanic
from sanic.exceptions import InvalidUsage

#: Length of a body in bytes: digits, and few enough of them.
LENGTH = re.compile(rb"[0-9]{1,10}")
#: Names of hosts, which pages and checks of origins take up: printable ASCII.
HOST = re.compile(rb"[!-~]*")


def add_head_checks(app: Sanic) -> None:
    """Answer 400 to a head that `is_sound` refuses."""

    @app.signal("http.lifecycle.read_head")
    async def check(head: bytes) -> None:
        if not is_sound(head):
            raise InvalidUsage("Bad Request")


def is_sound(head: bytes) -> bool:
    """Whether `head` (request line and header lines) says its length in one way at most, and hosts in plain letters."""
    lines = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
    fields = [(name.strip().lower(), value.strip()) for name, _, value in lines]
    lengths = {value for name, value in fields if name == b"content-length"}
    codings = {value for name, value in fields if name == b"transfer-encoding"}
    hosts = [value for name, value in fields if name in (b"host", b"origin")]
    known = all(map(LENGTH.fullmatch, lengths)) and all(map(HOST.fullmatch, hosts)) and codings <= {b"chunked"}
    return known and len(lengths) + len(codings) <= 1
