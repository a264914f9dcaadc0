"""What a class learnt: a code for pupils' phones, a page of counts for the teacher. Works without JavaScript."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.answers import no_store
from bot.channels.incoming import read_body
from bot.channels.pages.render import Renderer
from bot.channels.routes import Pages, at
from bot.classroom import GROUP, ClassCounts, CodeError
from bot.guide.lessons import SurveyItem
from bot.paper.press import qr_code

STATUS = {"code": 404, "key": 403, "ticket": 409, "full": 409, "busy": 503, "resting": 503}


def add_learnt_pages(site: Pages, renderer: Renderer, counts: ClassCounts, survey: tuple[SurveyItem, ...]) -> None:
    """Add the routes to `site`: they answer to forms, and keep only what `counts` keeps."""

    def shown(request: Request, view: str, **more: Any) -> Response:
        return renderer.page(request, "learnt", view=view, survey=survey, wrong=None, least=GROUP, **more)

    async def kept(request: Request, do: Callable[[], Any]) -> Any:
        """What `do` gives, beside the conversations; or the page that says what was wrong."""
        try:
            return await asyncio.to_thread(do)
        except CodeError as error:
            return _wrong(renderer, request, error.reason)
        except SQLAlchemyError:
            return _wrong(renderer, request, "resting")

    @site.get("/teach/learnt")
    async def begin(request: Request) -> Response:
        return shown(request, "open")

    async def opened(request: Request) -> Response:
        form = await _form(request)
        taken = await kept(request, lambda: counts.open(_whole(form.get("size"))))
        return taken if isinstance(taken, Response) else _go(request, f"/teach/learnt/{taken.code}/{taken.key}")

    @site.get("/teach/learnt/{code}/{key}")
    async def led(request: Request) -> Response:
        code, key = request.path_params["code"], request.path_params["key"]
        report = await kept(request, lambda: counts.report(code, key))
        if isinstance(report, Response):
            return report
        address = f"{request.url.netloc}/class/join"
        scan = "data:image/svg+xml," + quote(
            qr_code(f"{request.url.scheme}://{address}?code={code}{_lang(request, '&')}")
        )
        ends = report.ends.strftime("%H:%M")
        return shown(request, "led", code=code, report=report, short=address, scan=scan, ends=ends)

    async def turned(request: Request) -> Response:
        code, key, form = request.path_params["code"], request.path_params["key"], await _form(request)
        ending = form.get("do") == "end"
        done = await kept(
            request, lambda: counts.end(code, key) if ending else counts.turn(code, key, form.get("do", ""))
        )
        if isinstance(done, Response):
            return done
        return shown(request, "wiped") if ending else _go(request, request.url.path)

    @site.get("/class/join")
    async def join(request: Request) -> Response:
        code = request.query_params.get("code", "").strip()
        if not code:
            return shown(request, "join")
        given = await kept(request, lambda: counts.ticket(code))
        return given if isinstance(given, Response) else _go(request, f"/class/answer/{quote(code.upper())}/{given[0]}")

    @site.get("/class/answer/{code}/{ticket}")
    async def asked(request: Request) -> Response:
        code, ticket = request.path_params["code"], request.path_params["ticket"]
        phase = await kept(request, lambda: counts.valid(code, ticket))
        return phase if isinstance(phase, Response) else shown(request, "answer", phase=phase)

    async def answered(request: Request) -> Response:
        code, ticket, form = request.path_params["code"], request.path_params["ticket"], await _form(request)
        answers = [_whole(form[name]) if (name := f"q{number}") in form else None for number in range(len(survey))]
        done = await kept(request, lambda: counts.answer(code, ticket, answers))
        return done if isinstance(done, Response) else shown(request, "thanks")

    site.routes += at("/teach/learnt", opened, "POST") + at("/teach/learnt/{code}/{key}", turned, "POST")
    site.routes += at("/class/answer/{code}/{ticket}", answered, "POST")


def _wrong(renderer: Renderer, request: Request, reason: str) -> Response:
    values = {"view": "", "survey": (), "least": GROUP}
    return renderer.page(request, "learnt", STATUS.get(reason, 400), wrong=reason, **values)


def _go(request: Request, path: str) -> Response:
    return RedirectResponse(path + _lang(request), 303, headers=no_store())


def _lang(request: Request, sign: str = "?") -> str:
    """The language that the address asks for, for the next address."""
    asked = request.query_params.get("lang")
    return f"{sign}lang={quote(asked)}" if asked else ""


async def _form(request: Request) -> dict[str, str]:
    """The first value of each field; a form of another site is empty."""
    origin = request.headers.get("origin")
    if origin and origin.partition("://")[2] != request.url.netloc:
        return {}
    found = parse_qs((await read_body(request)).decode("utf-8", "replace"), max_num_fields=40)
    return {name: values[0] for name, values in found.items()}


def _whole(text: str | None) -> int:
    """A number of one or two digits; anything else is out of every range."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 3 else -1
