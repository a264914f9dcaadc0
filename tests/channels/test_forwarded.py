"""What proxies tell is believed as far as TRUSTED_PROXIES says, and no further."""

import logging
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.channels.forwarded import Forwarded
from bot.channels.incoming import BadRequest
from bot.channels.origins import Origins
from bot.channels.pages.assets import Asset


async def seen(proxies: int, *fields: tuple[str, str]) -> Request:
    """The request as it comes out of the middleware."""
    found: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found.append(scope)

    headers = [(b"host", b"127.0.0.1:8080"), *((name.encode(), value.encode()) for name, value in fields)]
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http"}
    await Forwarded(app, proxies)({**scope, "headers": headers, "client": ("10.0.0.1", 5)}, None, None)
    return Request(found[0])


FOR = "x-forwarded-for"


@pytest.mark.parametrize(
    ("proxies", "fields", "client"),
    [
        (0, [(FOR, "1.1.1.1")], "10.0.0.1"),
        (1, [], "10.0.0.1"),
        (1, [(FOR, "1.1.1.1")], "1.1.1.1"),
        (1, [(FOR, "6.6.6.6, 1.1.1.1")], "1.1.1.1"),
        (2, [(FOR, "6.6.6.6, 1.1.1.1, 2.2.2.2")], "1.1.1.1"),
        (2, [(FOR, "6.6.6.6, 1.1.1.1"), (FOR, "2.2.2.2")], "1.1.1.1"),
        (2, [(FOR, "1.1.1.1")], "10.0.0.1"),
    ],
)
async def test_whom_a_request_is_from(proxies: int, fields: list, client: str) -> None:
    assert (await seen(proxies, *fields)).client.host == client


@pytest.mark.parametrize("proxies", [0, 1])
async def test_our_own_page_behind_a_usual_proxy(proxies: int) -> None:
    """A proxy that asks for its upstream's host and says the page's host in X-Forwarded-Host."""
    fields = ("origin", "https://chat.example"), ("x-forwarded-host", "chat.example"), ("x-forwarded-proto", "https")
    request = await seen(proxies, *fields)
    if not proxies:
        with pytest.raises(BadRequest):
            Origins((), {}).check(request)
        return
    Origins((), {}).check(request)
    assert str(request.url) == "https://chat.example/"


@pytest.mark.parametrize(
    ("host", "ours"), [("chat.example", True), ("Chat.example:443", True), ("evil.example", False)]
)
async def test_a_name_that_somebody_made_lead_here_is_not_ours(host: str, ours: int) -> None:
    """DNS rebinding: origin and host agree, and are a stranger's."""
    request = await seen(0, ("origin", f"https://{host}"))
    request.scope["headers"][0] = (b"host", host.encode())
    assert Origins((), {})._may(request, f"https://{host}"), "without a list, whoever is asked for is ours"
    assert Origins((), {}, ("chat.example",))._may(request, f"https://{host}") is bool(ours)


async def test_another_page_stays_refused_behind_a_proxy() -> None:
    request = await seen(1, ("origin", "https://evil.example"), ("x-forwarded-host", "chat.example"))
    with pytest.raises(BadRequest):
        Origins((), {}).check(request)


@pytest.mark.parametrize(
    ("page", "own", "why"),
    [
        ("https://chat.example", (), "its host is not"),
        ("http://127.0.0.1:9", (), "its port is not"),
        ("http://127.0.0.1:8080", ("chat.example",), "OWN_HOSTS does not name its host"),
        ("null", (), "its host is not"),
        ("https://[", (), "its host is not"),
    ],
)
async def test_whoever_runs_it_is_told_once_why_a_page_was_refused(
    page: str, own: tuple[str, ...], why: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages load and messages are refused: without a word in the log that looks like a healthy site.

    Which page it was is not told, for a page may be somebody's school.
    """
    logger = logging.getLogger("staysafe.origins")  # what other tests made of the logs does not matter here
    monkeypatch.setattr(logger, "disabled", False)
    caplog.set_level(logging.WARNING, logger.name)
    monkeypatch.setattr(logger, "propagate", False)
    monkeypatch.setattr(logger, "handlers", [caplog.handler])
    origins = Origins((), {}, own)
    for host in (page, "https://other.example", f"{page}\nX"):
        with pytest.raises(BadRequest):
            origins.check(await seen(0, ("origin", host)))
    (line,) = caplog.messages
    assert why in line and "TRUSTED_PROXIES" in line and page not in line and "8080" not in line


@pytest.mark.parametrize("said", ["{tag}", "W/{tag}", '"other", W/{tag}', "*", '"other"', ""])
async def test_a_tag_that_a_proxy_made_weak_is_still_ours(said: str) -> None:
    asset = Asset.of("words", "text/plain")
    request = await seen(0, ("if-none-match", said.format(tag=asset.tag)))
    answer: Response = asset.answer(request, {})
    assert answer.status_code == (200 if said in ('"other"', "") else 304)
