"""The pages: whole without JavaScript, well titled, nothing inline or from elsewhere, contacts with their proof."""

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.assistant.library import library
from bot.channels.pages.quiet import quiet
from bot.channels.site import site_config
from bot.partners import load_partners
from tests.conftest import real_directory, real_guide
from tests.web.conftest import PHONE, Visitor

ROOT = Path(__file__).resolve().parents[2]
Visit = Callable[..., Visitor]
PAGES = [
    "/",
    "/chat",
    "/class",
    "/topics",
    "/topics/",
    "/topics/grooming",
    "/organisations",
    "/laws",
    "/young-people",
    "/words",
    "/privacy",
    "/referrals",
    "/referrals?country=GB&q=childline",
    "/referrals/board?country=KE",
]


@pytest.fixture(scope="module")
def guide() -> Any:
    """The English guide."""
    return real_guide()


class Outline(HTMLParser):
    """Title, text, links and what a page loads or holds inline."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title, self.text, self.links, self.loads, self.inline = "", "", [], [], []
        self._in: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in.append(tag)
        self.links += [given["href"]] if tag == "a" else []
        self.loads += [given[k] for k in ("src", "href") if tag in ("script", "link", "img") and given.get(k)]
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in given) else []

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] == "title" and not self.title:
            self.title = data
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass


def get(stack: Any, path: str) -> tuple[Outline, Message]:
    """A page as it comes, and its headers."""
    with urllib.request.urlopen(stack.url + path, timeout=10) as answer:
        return Outline(answer.read().decode("utf-8")), answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_the_policy_and_has_a_way_out_and_help(stack: Any, path: str) -> None:
    page, headers = get(stack, path)
    assert page.inline == []
    no_text = re.search(r"built-in|\{'|\{\{|Undefined|None\b(?! of)", page.text)
    assert not no_text, "a template shows something that is no text"
    assert all(address.startswith("/") for address in page.loads)
    assert "'unsafe" not in headers["Content-Security-Policy"]
    assert page.links[0].startswith("https://") and "/referrals" in page.links
    assert headers["Cache-Control"] == "no-store" and "Set-Cookie" not in headers


def test_titles_give_nothing_away(stack: Any) -> None:
    for path in (*PAGES, "/topics/sextortion"):
        title = get(stack, path)[0].title
        assert title == "Staysafe", title


def test_every_topic_can_be_read_without_javascript(stack: Any, guide: Any) -> None:
    overview = get(stack, "/topics")[0]
    for topic in guide.topics.values():
        assert f"/topics/{quiet(topic.id)}" in overview.links
        page = get(stack, f"/topics/{quiet(topic.id)}")[0]
        assert page.title == "Staysafe" and topic.title in page.text
        words = " ".join(page.text.split())
        for text in (*topic.say, *topic.simpler, *topic.signs, *topic.tips, *(o.because for o in topic.check.options)):
            plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text.replace("**", ""))
            assert " ".join(plain.replace("\n- ", " ").split()) in words, (topic.id, text)
        assert all(f"/topics/{quiet(other)}" in page.links for other in topic.next)


def test_every_contact_stands_on_the_page_and_its_check_on_the_board(stack: Any) -> None:
    page = get(stack, "/referrals")[0]
    words = " ".join(page.text.split())
    services = real_directory().services()
    for service in services:
        if not service.shown:
            continue
        if service.kind != "emergency":
            assert service.name in words
        assert all(
            route.value in words or route.value in page.links
            for route in service.confirmed_routes
            if service.kind != "emergency"
        )
        assert service.checked_on is None or len(service.checked_on) < 8 or service.checked_on not in words
    board = " ".join(get(stack, "/referrals/board?country=GB")[0].text.split())
    for service in services:
        if service.country == "GB":
            assert service.id in board and (service.checked_on or service.seen_on or "") in board
            assert all(source.says in board for source in service.sources)
    for service in services:
        hidden = [r.value for r in service.routes if not service.shown and r.by == "phone" and len(r.value) > 5]
        known = {r.value for s in services if s.shown for r in s.confirmed_routes}
        assert not [value for value in hidden if value not in known and f"{value} " in words], service.id


def test_one_country_alone_and_a_search_without_javascript(stack: Any) -> None:
    kenya = get(stack, "/referrals?country=ke")[0].text
    assert "Kenya" in kenya and "Childline" in kenya
    assert "Childline" in get(stack, "/referrals?q=childline")[0].text
    nothing = get(stack, "/referrals?q=zzzzzz")[0]
    assert "Nothing fits that search" in nothing.text


def test_links_of_our_own_lead_somewhere(stack: Any) -> None:
    seen = set()
    for path in PAGES:
        seen |= {link.split("#")[0] for link in get(stack, path)[0].links if link.startswith("/")}
    for link in sorted(seen - {""}):
        with urllib.request.urlopen(stack.url + link, timeout=10) as answer:
            assert re.search(r"<title>\s*[^<\s]", answer.read().decode("utf-8")), link


def test_what_is_not_there_is_said_kindly(stack: Any) -> None:
    for path in (
        "/topics/nothing",
        "/web/templates/base.html",
        "/web/../settings.py",
        "/web/widget.js",
        "/web/README.md",
    ):
        status, body = stack.request("GET", path)
        assert status == 404 and "/referrals" in str(body)


def test_what_is_not_there_looks_like_the_other_pages(stack: Any) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        get(stack, "/nothing")
    page = Outline(missing.value.read().decode("utf-8"))
    assert missing.value.code == 404 and page.inline == [] and page.title == "Staysafe"
    assert page.links[0].startswith("https://") and {"/referrals", "/topics", "/chat"} <= set(page.links)
    assert any(path.startswith("/web/site/site.css?v=") for path in page.loads)
    assert "nothing at this address" in page.text


def test_a_chapter_whose_topics_are_all_off_is_not_listed(guide: Any) -> None:
    chapter = guide.chapters[0]
    demo = load_partners(ROOT / "data")["demo"].copy(update={"topics_off": tuple(chapter.topics)})
    found = site_config(library(), demo, "en")
    assert chapter.id not in {one["id"] for one in found["chapters"]} and len(found["chapters"]) > 1
    assert not {one["id"] for one in found["topics"]} & set(chapter.topics)


def test_no_phone_number_stands_in_the_files_of_the_web() -> None:
    numbers = {
        re.sub(r"\D", "", route.value)
        for service in real_directory().services()
        for route in service.routes
        if route.dial and len(re.sub(r"\D", "", route.value)) >= 5
    }
    for file in (ROOT / "bot" / "web").rglob("*"):
        if file.suffix in (".js", ".html", ".css", ".md", ".svg"):
            found = {re.sub(r"\D", "", run) for run in re.findall(r"\d[\d ()-]{3,}\d", file.read_text("utf-8"))}
            assert not found & numbers, file
            assert "tel:+" not in file.read_text("utf-8")


def test_the_launcher_carries_links_and_no_numbers(stack: Any) -> None:
    with urllib.request.urlopen(f"{stack.url}/widget.js", timeout=5) as answer:
        script, headers = answer.read().decode(), answer.headers
    filled = re.search(r"const FILLED\s*=\s*(.*?);", script)[1]
    assert filled.count("https://") >= 3 and "tel" not in filled.replace("tell", "")
    assert headers["Access-Control-Allow-Origin"] == "*" and "javascript" in headers["Content-Type"]


@pytest.mark.browser
def test_search_at_once_with_javascript(visit: Visit) -> None:
    page = visit(viewport=PHONE).open("/referrals")
    shown = page.locator(".country:visible")
    everything = shown.count()
    page.get_by_label("Search").fill("childline")
    assert 0 < shown.count() < everything
    page.get_by_label("Search").fill("zzzz")
    expect(page.locator("#none")).to_be_visible()
    page.get_by_label("Search").fill("")
    page.get_by_label("Country", exact=True).select_option("KE")
    assert shown.count() == 2
    expect(page.locator("#KE .service").first).to_be_visible()
    page.get_by_label("Country", exact=True).select_option("")
    expect(page.locator("#KE .service").first).to_be_hidden()
    page.locator("#KE summary").click()
    expect(page.locator("#KE .service").first).to_be_visible()


@pytest.mark.browser
def test_reading_without_javascript(visit: Visit) -> None:
    page = visit(java_script_enabled=False, viewport=PHONE).page()
    page.goto(visit().url + "/")
    page.get_by_role("link", name="How it happens").click()
    page.get_by_role("link", name="Grooming", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grooming")
    page.get_by_text("They want your chats kept secret").click()
    expect(page.get_by_text("Secrets keep help away")).to_be_visible()
    page.goto(page.url.split("/topics")[0] + "/")
    page.get_by_label("My country").select_option("GB")
    page.get_by_role("button", name="Show the helplines").click()
    expect(page.locator("#GB")).to_be_visible()


@pytest.mark.browser
def test_printed_pages_hold_the_text_only(visit: Visit) -> None:
    page = visit(color_scheme="dark").open("/topics/grooming")
    page.emulate_media(media="print")
    expect(page.locator(".box").first).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".leave")).to_be_hidden()
    expect(page.locator("staysafe-chat")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(page.pdf()) > 10_000


@pytest.mark.browser
def test_a_story_opens_in_place(visit: Visit) -> None:
    page = visit().open("/")
    page.locator("a.story").nth(3).click()
    page.locator("staysafe-chat .card.scenario").first.wait_for()
    assert page.url.endswith("/")
