"""Heads of requests that would let two readers disagree on where a request ends, or on whom it is for.

The parser (llhttp) refuses what is no HTTP. This adds what is allowed there and used by nobody who means well.
"""

import re
from collections.abc import Iterable

#: Length of a body in bytes: digits, and few enough of them.
LENGTH = re.compile(rb"[0-9]{1,10}")
#: Names of hosts, which pages and checks of origins take up: printable ASCII.
HOST = re.compile(rb"[!-~]*")


def is_sound(fields: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether header `fields` (names in small letters) say a length in one way at most, and hosts in plain letters."""
    fields = [(name, value.strip()) for name, value in fields]
    lengths = {value for name, value in fields if name == b"content-length"}
    codings = {value for name, value in fields if name == b"transfer-encoding"}
    hosts = [value for name, value in fields if name in (b"host", b"origin")]
    known = all(map(LENGTH.fullmatch, lengths)) and all(map(HOST.fullmatch, hosts)) and codings <= {b"chunked"}
    return known and len(lengths) + len(codings) <= 1 and sum(name == b"host" for name, _ in fields) <= 1
