"""Whether an address can lead anywhere at all, told without asking anybody.

What is accepted at the start and fails later fails when a child is there: "Leave now" that leads nowhere, stories that
rest because of a letter in a port.
"""

import re
from urllib.parse import urlsplit

#: Labels of letters, digits and hyphens, in any script; or an IPv6 address.
HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?|[0-9a-f.]*:[0-9a-f:.]*(%\w+)?")


def leads_somewhere(address: str, *schemes: str) -> bool:
    """Is it one of these schemes, with a host that can be one, and a port that can be one or none?"""
    try:
        parts = urlsplit(address)
        sound = parts.port != 0  # reading it raises ValueError when it is no port
    except ValueError:
        return False
    host = HOST.fullmatch(parts.hostname or "")
    return sound and bool(host) and parts.scheme in schemes and address.isprintable() and " " not in address


def is_public(address: str, *schemes: str) -> bool:
    """The same, and no name or password of anybody stands in it."""
    return leads_somewhere(address, *schemes) and "@" not in urlsplit(address).netloc


def is_origin(address: str) -> bool:
    """Scheme, host and port of pages, and nothing else."""
    return is_public(address, "http", "https") and not re.search(r"[/?#]", address.partition("://")[2])
