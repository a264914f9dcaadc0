"""GETs are made once a minute for each language and country, however many ask."""

import gzip

from starlette.requests import Request

from bot.channels.kept import MOST, SECONDS, Kept


def request(encoding: str = "") -> Request:
    return Request({"type": "http", "headers": [(b"accept-encoding", encoding.encode())]})


class Maker:
    """Counts how often it made something."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> bytes:
        self.made += 1
        return b"%d" % self.made * 2000


def test_a_body_is_made_once_a_minute_and_anew_with_a_new_directory() -> None:
    now, directory, make = [0.0], [object()], Maker()
    kept = Kept(lambda: directory[0], lambda: now[0])
    for _ in range(100):
        assert kept.answer(request(), "GB", make, "text/html", {}).body.startswith(b"1")
    assert kept.answer(request(), "KE", make, "text/html", {}).body.startswith(b"2")
    now[0] = SECONDS + 1
    assert kept.answer(request(), "GB", make, "text/html", {}).body.startswith(b"3")
    directory[0] = object()
    assert kept.answer(request(), "GB", make, "text/html", {}).body.startswith(b"4")


def test_who_takes_gzip_gets_it() -> None:
    kept = Kept(lambda: None)
    answer = kept.answer(request("gzip, br"), "GB", Maker(), "text/html", {"Vary": "Origin"})
    assert gzip.decompress(answer.body).startswith(b"1") and answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Origin, Accept-Encoding" and answer.headers["cache-control"] == "no-store"
    assert "content-encoding" not in kept.answer(request(), "GB", Maker(), "text/html", {}).headers


def test_no_more_are_kept_than_most() -> None:
    kept, make = Kept(lambda: None), Maker()
    for key in range(MOST + 50):
        kept.answer(request(), key, make, "text/html", {})
    kept.answer(request(), MOST + 49, make, "text/html", {})
    assert make.made == MOST + 50
    kept.answer(request(), 0, make, "text/html", {})
    assert make.made == MOST + 51
