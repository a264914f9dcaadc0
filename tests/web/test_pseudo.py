"""A pseudo-locale (tests/pseudo) through the front door: no word of English is left that a person meets."""

import json
import re
import urllib.request
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from bot.channels.incoming import LONGEST_MESSAGE
from bot.channels.pages.render import Renderer
from bot.guide.payloads import payload, plain_buttons
from tests.pseudo.locale import CODE
from tests.pseudo.place import Place, opened

API = "/webhooks/web/v1"
#: So many pages of each kind are read.
MOST = 3
#: Keys of answers whose values are for programs.
FOR_PROGRAMS = {"payload", "session", "id", "kind", "need", "code", "lang", "country", "by", "link", "for", "form"}
FOR_PROGRAMS |= {"confidence", "source", "shows", "direction", "start", "answer", "icon", "weight", "topics", "theme"}
FOR_PROGRAMS |= {"scheme"}
#: Ways of a talk that end it or leave it.
LEAVES = ("/menu", "/stop", "/start_", "/topic", "/help", "/more_contacts", "/change", "/back", "/repeat", "/simpler")


@pytest.fixture(scope="module")
def place(site_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The running pseudo-locale."""
    with opened(site_model, tmp_path_factory.mktemp("pseudo")) as found:
        yield found


def spoken(answer: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """All texts of an answer for people, with where they stand."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            yield from spoken(value, f"{path}.{key}") if key not in FOR_PROGRAMS else ()
    elif isinstance(answer, list):
        for value in answer:
            yield from spoken(value, path)
    elif isinstance(answer, str) and not answer.startswith("/"):
        yield path, answer


class Talk:
    """A talk in the pseudo-locale that collects what is left in English, by the words, each with where it was met."""

    def __init__(self, place: Place) -> None:
        self.place, self.left = place, dict[str, str]()

    def say(self, message: str, session: str | None = None, **more: Any) -> Any:
        answer = self.place.site.say(message, session, lang=CODE, **more)
        assert answer["lang"] == CODE
        return self.look(message, answer)

    def look(self, about: str, answer: Any) -> Any:
        for path, text in spoken(answer):
            for words in self.place.rests(text):
                self.left.setdefault(f"{path}: {words}", f"{about[:60]} -> {text[:100]}")
        return answer

    def ended(self) -> None:
        assert not self.left, "\n".join(f"{rest}  ({where})" for rest, where in self.left.items())


TYPED = ("hello", "asdf qwer", "what is grooming", "is it my fault", "what is csam", "can the police see this")
TROUBLE = ("he says he'll post it if i don't pay", "i told my mum", "i want to die", "my uncle touches me", "same")


@pytest.mark.parametrize("country", [None, "GB", "BR"])
def test_answers_to_what_is_typed(place: Place, country: str | None) -> None:
    talk = Talk(place)
    for message in (*TYPED, *TROUBLE, "my name is Ann and i live in 5 Elm Road"):
        talk.say(message, country=country)
    session = None
    for message in (*TROUBLE, "thanks", "what do i do now", "you didn't answer", "menu", "2"):
        session = talk.say(message, session, country=country)["session"]
    talk.ended()


def test_answers_to_each_button(place: Place) -> None:
    talk, guide = Talk(place), place.library.guide(CODE)
    for name in plain_buttons(guide.activities):
        talk.say(payload(name), country="GB")
    for topic in list(guide.topics.values())[:4]:
        session = talk.say(payload(topic.intent))["session"]
        for follows in ("source", "simpler", "check", "next"):
            talk.say(payload(follows), session)
    talk.ended()


def test_activities_to_their_end(place: Place) -> None:
    talk = Talk(place)
    for activity in place.library.guide(CODE).activities:
        answer = talk.say(payload(activity.start))
        for _ in range(25):
            on = [one["payload"] for one in answer["suggestions"] if not one["payload"].startswith(LEAVES)]
            if not on:
                break
            answer = talk.say(on[0], answer["session"])
    talk.ended()


def test_errors_and_lists_of_the_api(place: Place) -> None:
    talk = Talk(place)
    for bad in (
        {"message": ""},
        {"message": "hi", "mode": "x"},
        {"message": 5},
        {"message": "a " * LONGEST_MESSAGE},
        {},
    ):
        status, answer = place.site.request("POST", f"{API}/messages", bad | {"lang": CODE})
        assert status >= 400
        talk.look(str(bad)[:40], answer)
    for path in (
        f"/config?lang={CODE}",
        f"/referrals?lang={CODE}&country=GB&all=1",
        f"/referrals?lang={CODE}&need=remove",
    ):
        talk.look(path, place.site.request("GET", API + path)[1])
    talk.ended()


# ---- pages


class Reader(HTMLParser):
    """The words of a page, also those that are only heard, and its links."""

    SPOKEN = ("aria-label", "title", "placeholder", "alt", "label", "aria-description")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.lang, self._inside, self._form = [], [], "", "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = "" if tag == "script" and given.get("type") != "application/json" else tag
        self.lang = given.get("lang", "") if tag == "html" else self.lang
        self.words += [given[name] for name in self.SPOKEN if name in given]
        self.words += [given["content"]] if given.get("name") == "description" else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        if tag == "form":  # one that is sent as an address takes its language along in a field
            self._form = given.get("action", "") if given.get("method") == "get" else ""
            self.links += [given["action"]] if given.get("action") and not self._form else []
        if tag == "input" and given.get("name") == "lang":
            self.links, self._form = [*self.links, f"{self._form.partition('#')[0]}?lang={given['value']}"], ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag == "form" and self._form:
            self.links.append(self._form)
            self._form = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.words += [text for _, text in spoken(json.loads(data)) if not re.match("[a-z_]+$|<svg", text)]
        elif self._inside not in ("style", "code"):  # the line to embed is the same everywhere
            self.words.append(data)


def read(url: str) -> tuple[str, bytes]:
    """Kind and content."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.headers.get_content_type(), answer.read()
    except HTTPError as error:
        return error.headers.get_content_type(), error.read()


def kind_of(path: str) -> str:
    """Pages of one kind are made by one template: /topics/grooming, /class/play/chats/..."""
    parts = path.strip("/").split("/")
    return "/".join(parts[:1] if len(parts) < 2 else parts[:2] if parts[0] in ("class", "teach") else [parts[0], "*"])


def test_pages(place: Place) -> None:
    """From the first page by links alone: a link that loses the language leads to English.

    Each address is read without what is asked of it: of the board its totals, not the words of each source.
    """
    queue = [(f"{place.site.url}{path}?lang={CODE}", "") for path in ("/", "/class/join", "/nothing-here")]
    seen, kinds, left, lost = set[str](), Counter[str](), dict[str, str](), set[str]()
    while queue:
        url, said_on = queue.pop(0)
        path = urlsplit(url).path
        if parse_qs(urlsplit(url).query).get("lang") != [CODE]:
            lost.add(f"{path} from {kind_of(said_on)}")
        kinds[kind_of(path)] += 1
        if path in seen or kinds[kind_of(path)] > MOST or path.endswith(".pdf"):
            continue
        seen.add(path)
        kind, content = read(url)
        page = Reader(content.decode())
        assert (kind, page.lang) == ("text/html", CODE), url
        for text in page.words:
            left |= {words: f"{path}: {text.strip()[:100]}" for words in place.rests(text)}
        found = (urljoin(url, link) for link in page.links)
        queue += [(to, path) for to in found if to.startswith(place.site.url) and "lang=en" not in to]
    assert len(seen) > 25
    assert not lost and not left, "\n".join([*sorted(lost), *(f"{rest}  ({where})" for rest, where in left.items())])


def test_a_page_that_cannot_be_drawn(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Renderer, "page", lambda *_, **__: 1 / 0)
    page = Reader(read(f"{place.site.url}/nothing-here?lang={CODE}")[1].decode())
    assert page.lang == CODE and len(page.links) == 2
    assert not [text for text in page.words if place.rests(text)]


# ---- the widget

#: Every word of the page, also within components, and what screen readers are told.
WORDS = """() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(node.tagName) || node.matches(".turn.mine")) return;
      for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description", "label"])
        if (node.hasAttribute(name)) found.push(node.getAttribute(name));
      if (/^(button|submit|reset)$/.test(node.type) && node.tagName === "INPUT") found.push(node.value);
    }
    for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) walk(child);
  };
  walk(document.body);
  return [document.title, ...found];
}"""


def test_widget(place: Place, browser: Browser) -> None:
    left = dict[str, str]()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(15000)
    page = context.new_page()
    for view in views(page, place.site.url):
        for text in page.evaluate(WORDS):
            for words in place.rests(text):
                left.setdefault(words, f"{view}: {text.strip()[:100]}")
    assert page.locator(".app").get_attribute("dir") == "rtl"
    context.close()
    assert not left, "\n".join(f"{rest}  ({where})" for rest, where in left.items())


def views(page: Page, url: str) -> Iterator[str]:
    """Walk through every view of the chat, by what is no word; yields its name while it is shown."""
    page.goto(f"{url}/chat?lang={CODE}")
    page.locator(".tiles").first.wait_for()
    yield "welcome"
    turns = page.locator(".turn:not(.mine)")

    def say(text: str) -> None:
        before = turns.count()
        page.locator(".app textarea, .app input[type=text]").first.fill(text)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "(n) => document.querySelector('staysafe-chat').shadowRoot.querySelectorAll('.turn:not(.mine)').length > n",
            arg=before,
        )

    for text in (
        "what is grooming",
        "/start_quiz",
        "/start_plan",
        "/start_calm",
        "/start_chats",
        "he posted my picture",
    ):
        say(text)
        yield text
    for sheet in ("menu", "settings", "help"):
        page.locator(f'[data-key="{sheet}"]').first.click()
        page.locator(".sheet").wait_for()
        if sheet == "help":
            page.locator("select#country").select_option("GB")
            page.locator(".sheet .danger").wait_for()
        yield sheet
        page.locator('[data-key="back"]').click()
    page.context.set_offline(True)
    say("are you there")
    yield "offline"
    page.context.set_offline(False)
    page.goto(f"{url}/class?lang={CODE}")
    page.locator(".choices button").first.wait_for()
    yield "class view"
