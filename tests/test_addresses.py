"""Addresses that can lead nowhere are refused at the start, in settings and in partners' files; others are taken."""

import pytest

from bot.addresses import is_origin, is_public
from bot.guide.content import ContentError
from bot.partners import Partner
from bot.settings import SettingsError, load_settings

SOUND = ["https://x.example", "https://localhost:8443", "https://münchen.example", "https://[2001:db8::1]:8443"]
#: What `new URL` of a browser refuses, or what leads to nobody.
LOST = ["https:///x", "https://", "https://?", "https://[", "https://.", "https://x..y", "https://x.example:99999"]
LOST += ["https://x.example:port", "https://*.example", "https://x y", "https://\u202ex.example", "x.example", ""]
STRANGE = ["https://x.example/path", "https://x.example?", "https://x.example#", "https://me@x.example", "null", "*"]


def partner(**more: object) -> Partner:
    return Partner(**{"id": "p", "name": "P", "exit_url": "https://x.example", **more})


@pytest.mark.parametrize("address", SOUND)
def test_what_leads_somewhere_is_taken(address: str) -> None:
    assert is_origin(address) and is_public(f"{address}/a?b#c", "https")
    assert partner(exit_url=f"{address}/", origins=[address]).origins == (address,)
    assert load_settings({"ALLOWED_ORIGINS": address.upper()}).allowed_origins


@pytest.mark.parametrize("address", [*LOST, "javascript:alert(1)", "http://x.example", "https://me:word@x.example/"])
def test_leave_now_leads_somewhere(address: str) -> None:
    with pytest.raises((ContentError, ValueError)):
        partner(exit_url=address)


@pytest.mark.parametrize("address", [*LOST, *STRANGE])
def test_an_origin_is_one(address: str) -> None:
    with pytest.raises((ContentError, ValueError)):
        partner(origins=[address])
    if address:
        with pytest.raises(SettingsError, match="ALLOWED_ORIGINS"):
            load_settings({"ALLOWED_ORIGINS": f"https://good.example,{address}/x"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("REDIS_URL", f"redis://{rest}") for rest in ("", "localhost:99999/0", "localhost:port", "localhost/first")),
        *(("DATABASE_URL", wrong) for wrong in ("mysql://x/y", "postgresql://u@h:port/x", "postgresql://", "sqlite:x")),
        *(("ACTION_URL", wrong) for wrong in ("http://", "http://x:99999", "ftp://x")),
        *((name, wrong) for name in ("SESSION_MINUTES", "TURN_SECONDS") for wrong in ("nan", "inf", "0")),
        ("WORKERS", "0"),
        ("OWN_HOSTS", "chat.example:99999"),
    ],
)
def test_what_would_fail_later_is_refused_at_the_start(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("REDIS_URL", right) for right in ("redis://:pw@h:6379/0", "rediss://h", "unix:///run/redis.sock?db=1")),
        ("DATABASE_URL", "postgresql://me:p#?/w@h:5432/x"),
        ("DATABASE_URL", "postgres:///x?host=/run/postgresql"),
        ("DATABASE_URL", "sqlite:////var/x.db"),
        ("ACTION_URL", "http://actions:5055/webhook"),
        ("OWN_HOSTS", "chat.example:8443,[::1]:8080"),
    ],
)
def test_what_works_is_taken(name: str, value: str) -> None:
    load_settings({name: value})
