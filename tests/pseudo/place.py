"""A running Staysafe that speaks the pseudo-locale, in threads of this process."""

import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from uvicorn import Server

from actions import server as action_server
from bot.assistant.library import Library, library
from bot.channels.wire import make_server
from bot.guide import Guide
from bot.guide.content import Sourced
from bot.server import build_app
from bot.settings import load_settings
from bot.supervision import free_port
from tests.conftest import ROOT, Site, environment
from tests.pseudo.locale import CODE, make, rests


@dataclass
class Place:
    """Staysafe on a copy of the data with the pseudo-locale; `kept` stands rightly in plain letters there."""

    site: Site
    library: Library
    kept: frozenset[str]

    def rests(self, text: str) -> list[str]:
        """English that is left in a text."""
        return rests(text, self.kept)


@contextmanager
def opened(model: Path, folder: Path) -> Iterator[Place]:
    """The place, in an empty folder, for as long as it is needed.

    It hears with the model of the real data: what is learnt is not what is tested, and takes minutes.
    """
    make(folder / "data")
    if (ROOT / "var" / "kept").exists():  # what it would work out again from the same files
        shutil.copytree(ROOT / "var" / "kept", folder / "var" / "kept")
    port, action_port = free_port(), free_port()
    given = {"STAYSAFE_DATA": str(folder / "data"), "STAYSAFE_VAR": str(folder / "var")}
    with environment(given | {"DATABASE_URL": f"sqlite:///{folder / 'staysafe.db'}"}):
        settings = replace(load_settings(), action_url=f"http://127.0.0.1:{action_port}/webhook", redis_url="")
        settings = replace(settings, rate_limit_session="off", rate_limit_address="off")
        app = build_app(settings, str(model))
        app.state.load()
    source = library(settings)
    found = Place(Site(f"http://127.0.0.1:{port}"), source, frozenset(_kept(source)))
    actions = action_server.build_app(dict(source.guides))
    bot = make_server(app, "127.0.0.1", port, app.state.errors.json)
    with serving(bot, make_server(actions, "127.0.0.1", action_port, action_server.refused)):
        yield found


@contextmanager
def serving(*servers: Server) -> Iterator[None]:
    """These servers run, each in a thread of its own."""
    threads = [threading.Thread(target=server.run, daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        while not all(server.started for server in servers):
            assert all(thread.is_alive() for thread in threads)
            time.sleep(0.05)
        yield
    finally:
        for server in servers:
            server.should_exit = True
        for thread in threads:
            thread.join()


def _kept(source: Library) -> Iterator[str]:
    """What is the same in every language: names, and what is copied as its source prints it."""
    guide = source.guide(CODE)
    yield from ("Staysafe", *(one.language.name for one in source.guides.values()))
    yield from (app.name for app in guide.platforms)
    for service in source.directory.current.services():
        yield service.name
        # What its source says of it stands in the words of the source: for whom it is, and where, and hours and ages
        # that nobody could read more out of. Of a language that Unicode has no name for, the code.
        yield from filter(None, (service.area, service.audience, service.ages and service.ages.words))
        yield from service.languages
        for route in service.routes:
            yield from filter(None, (route.value, route.label, route.hours and route.hours.words))
    # What it is made from: documents and pages in English, each by its own name.
    for document in guide.sources.values():
        yield from (document.title, document.publisher)
    for thing in (*_sourced(guide), *guide.law.facts, *guide.school.kits.values(), *guide.school.lessons.values()):
        yield from (name for one in thing.source for name in (one.section, one.page) if name)


def _sourced(guide: Guide) -> Iterator[Any]:
    """Everything in the guide that says where it comes from."""
    for name in dir(guide):
        found = getattr(guide, name)
        for one in found.values() if isinstance(found, Mapping) else found if isinstance(found, tuple) else ():
            yield from (one,) if isinstance(one, Sourced) else ()
