"""Addresses that say nothing of what is read: the history of a browser shows them to whoever looks next."""

import hashlib
from collections.abc import Iterable

#: Letters of a code: enough that no two of a guide's topics and stories share one.
LENGTH = 6


def quiet(name: str) -> str:
    """The code that stands for a topic or story in addresses; it stays the same as long as the name does."""
    return hashlib.sha256(name.encode()).hexdigest()[:LENGTH]


def named(name: str, known: Iterable[str]) -> str:
    """The name that `name` (a code, or a name as teachers share it) stands for; as it is when it is none of `known`."""
    return next((one for one in known if quiet(one) == name), name)
