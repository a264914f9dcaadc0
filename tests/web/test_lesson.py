"""A whole lesson by keyboard alone, in two windows, on a projector; also with the server gone once it is open."""

import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.channels.pages.assets import WEB
from bot.classroom.counts import LARGEST, row_of
from tests.web.cable import Cable
from tests.web.conftest import Visitor
from tests.web.test_accessible import CONTRAST, RULES, no_violations

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
PROJECTOR = {"width": 1280, "height": 720}
#: Least height of letters that can be read in the last row, in pixels at 1280.
READABLE = 34


def opened(visit: Visit, lesson: str = "threatened") -> Page:
    page = visit(viewport=PROJECTOR).open(f"/class/lessons/{lesson}?country=GB")
    page.locator("#run .slide").wait_for()
    return page


def on_a_cable(visit: Visit) -> tuple[Cable, Page]:
    """A lesson whose line to the server can be pulled."""
    visitor = visit(viewport=PROJECTOR)
    cable = Cable(int(visitor.url.rpartition(":")[2]))
    visitor.url = cable.url
    visitor.expected += ["net::ERR", "Failed to load", "service worker"]
    page = visitor.open("/class/lessons/threatened?country=GB")
    page.locator("#run .slide").wait_for()
    return cable, page


def with_notes(page: Page) -> Page:
    """The second window, opened by its key."""
    with page.context.expect_page() as coming:
        page.keyboard.press("w")
    coming.value.locator("#run .lead").wait_for()
    return coming.value


def title(page: Page) -> str:
    return page.locator("#run .slide h1").inner_text()


def through(page: Page) -> list[str]:
    """Go on to the end, always with the second answer; gives what stood in large letters."""
    seen = [page.locator("#run .slide").inner_text()]
    for _ in range(120):
        if page.locator("#run .answers").count():
            page.keyboard.press("2")
            page.keyboard.press("+")
            page.keyboard.press("r")
            expect(page.locator("#run progress").first).to_be_visible()
        page.keyboard.press("ArrowRight")
        now = page.locator("#run .slide").inner_text()
        if now == seen[-1]:
            return seen
        seen.append(now)
    raise AssertionError("the lesson does not end")


def to_the_end(page: Page, notes: Page) -> None:
    """Both windows get there."""
    assert "Where help is" in "\n".join(through(page))
    expect(notes.locator(".next")).to_contain_text("The end of the lesson")


def test_a_whole_lesson_by_keyboard_with_the_contacts_always_in_sight(visit: Visit) -> None:
    """In one size; that every slide fits in others too is seen in tests/web/test_session.py."""
    page = opened(visit)
    notes = with_notes(page)
    seen = "\n".join(through(page))
    for words in ("We listen", "Who is to blame?", "The new gaming friend", "Would paying make it stop?", "Childline"):
        assert words in seen
    assert "What was learnt" in seen, "no last slide"
    assert "100 %" in seen, seen[seen.index("What was learnt") :][:600]
    expect(page.locator("#run .bottom")).to_contain_text("0800 1111")
    expect(notes.locator(".next")).to_contain_text("The end of the lesson")
    assert "[object" not in seen + (notes.locator("body").text_content() or "")


@pytest.mark.parametrize("led", [False, True], ids=["by the beamer's keys", "by the other window's keys"])
def test_every_window_of_a_lesson_is_accessible(visit: Visit, led: bool) -> None:
    """Every rule where the beamer's keys lead; led from the other window, colours stand for them all."""
    page = opened(visit)
    notes = with_notes(page)
    keys, rules = (notes, CONTRAST) if led else (page, RULES)
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "2", "+", "r", "ArrowRight", "h", "h", "b"):
        keys.keyboard.press(key)
        no_violations(page, f"beamer after {key}", rules)
        no_violations(notes, f"notes after {key}", rules)


def test_the_letters_can_be_read_from_the_last_row(visit: Visit) -> None:
    page = opened(visit)
    small = """() => [...document.querySelectorAll('#run .slide *, #run .bottom *')]
        .filter((e) => e.childNodes.length && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
        .map((e) => [parseFloat(getComputedStyle(e).fontSize), e.textContent.slice(0, 30)])"""
    for _ in range(12):
        assert min(size for size, _ in page.evaluate(small)) >= READABLE
        page.keyboard.press("ArrowRight")


def test_the_range_by_chance_is_the_same_on_the_screen_as_in_the_report(browser: Browser) -> None:
    """A lesson counts by itself when the server is away: every class that a code can be for, by both."""
    page = browser.new_page()
    page.add_script_tag(
        type="module", content=(WEB / "site" / "slides.js").read_text("utf-8") + "window.share = share;"
    )
    page.wait_for_function("() => Boolean(window.share)")
    cases = [(hopeful, answers) for answers in range(1, LARGEST + 1) for hopeful in range(answers + 1)]
    shown = page.evaluate("(cases) => cases.map(([yes, all]) => share([yes, all - yes], [0]))", cases)
    for (hopeful, answers), on_screen in zip(cases, shown, strict=True):
        row = row_of(hopeful, answers)
        reported = {"share": row.share, "from": row.low, "to": row.high, "all": row.answers}
        assert on_screen == pytest.approx(reported), (hopeful, answers)
    assert page.evaluate("() => share([0, 0], [0])") is None
    page.close()


def test_two_windows_go_together_and_only_one_has_notes(visit: Visit) -> None:
    page = opened(visit)
    with page.context.expect_page() as coming:
        page.keyboard.press("w")
    notes = coming.value
    expect(notes.locator(".lead")).to_contain_text("Notes for you")
    page.keyboard.press("ArrowRight")
    expect(notes.locator(".next")).to_contain_text("Where help is")
    notes.keyboard.press("ArrowRight")
    expect(page.locator("#run .slide h1")).to_have_text("Where help is")
    assert "Read the rules aloud" not in page.locator("#run").inner_text()


def test_notes_on_one_screen_need_the_key_twice_and_black_hides_all(visit: Visit) -> None:
    page = opened(visit)
    page.keyboard.press("n")
    expect(page.locator("#run .mine")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator("#run .mine")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#run .slide")).to_have_count(0)
    page.keyboard.press("b")
    expect(page.locator("#run .slide")).to_be_visible()


def test_nothing_typed_reaches_the_screen_or_any_storage(visit: Visit) -> None:
    page = opened(visit)
    page.keyboard.type("qjxzk secret words")
    assert "secret" not in page.locator("body").inner_text() and "secret" not in page.url
    assert page.locator("input, textarea, [contenteditable]").count() == 0
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]") == [0, 0, 0]


def kept(page: Page) -> list[str]:
    """Addresses of what the browser keeps of the lesson, once it keeps it."""
    page.wait_for_function("async () => await caches.has('staysafe-lesson')")
    return page.evaluate("""async () => (await (await caches.open('staysafe-lesson')).keys()).map((one) => one.url)""")


def test_what_the_browser_keeps_is_public_and_of_this_lesson_only(visit: Visit) -> None:
    visitor = visit(viewport=PROJECTOR)
    for lesson in ("threatened", "the_new_friend"):
        page = visitor.open(f"/class/lessons/{lesson}?country=GB")
        page.locator("#run .slide").wait_for()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(name) => caches.match(`/class/lessons/${name}?country=GB`).then(Boolean)", arg=lesson)
    assert not [address for address in kept(page) if "threatened" in address or "#" in address]
    for address in kept(page):
        assert re.fullmatch(rf"{visitor.url}/(class/lessons/the_new_friend\?(country=GB|notes)|web/\S+)", address)
        with urllib.request.urlopen(address, timeout=10) as anybody:
            assert anybody.status == 200


def test_it_opens_anew_when_the_server_is_gone(visit: Visit) -> None:
    cable, page = on_a_cable(visit)
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    before = title(page), page.locator("#run .slide").inner_text()
    kept(page)
    cable.pull()
    page.reload()
    page.locator("#run .slide").wait_for()
    assert (title(page), page.locator("#run .slide").inner_text()) == before
    to_the_end(page, with_notes(page))
    expect(page.locator("#run .bottom")).to_contain_text("0800 1111")


def test_it_comes_back_after_a_reload(visit: Visit) -> None:
    page = opened(visit)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    before = title(page), page.locator("#run .ask").inner_text()
    page.reload()
    page.locator("#run .slide").wait_for()
    assert (title(page), page.locator("#run .ask").inner_text()) == before


def test_both_windows_go_on_when_the_cable_is_pulled(visit: Visit) -> None:
    cable, page = on_a_cable(visit)
    notes = with_notes(page)
    cable.pull()
    lost = page.evaluate("() => fetch('/').then(() => false, () => true)")
    assert lost, "the cable was to be dead"
    to_the_end(page, notes)
    last = page.locator("#run .slide").inner_text()
    notes.keyboard.press("ArrowLeft")
    notes.keyboard.press("ArrowLeft")
    expect(page.locator("#run .slide")).not_to_have_text(last)
    notes.keyboard.press("h")
    expect(page.locator("#run .contacts")).to_contain_text("0800 1111")
