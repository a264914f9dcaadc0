"""Sessions of one story, chat, game or set of questions in the two windows; every slide can be read at once."""

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.channels.pages.sessions import playable
from tests.conftest import Site, real_guide
from tests.web.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
GUIDE = real_guide()
SESSIONS = [(activity.id, entry, title) for activity, found in playable(GUIDE) for entry, title in found]
LESSONS = [f"/class/lessons/{name}" for name in GUIDE.school.lessons]
PATHS = [*LESSONS, *(f"/class/play/{activity}/{entry}" for activity, entry, _ in SESSIONS)]
#: In the wider size every lesson is seen, and one session of each activity: what stands in the others is drawn alike.
WIDE = {*LESSONS, *{activity: f"/class/play/{activity}/{entry}" for activity, entry, _ in SESSIONS}.values()}
#: Each activity's opened session before its others.
OPENED_FIRST = [*LESSONS, *sorted(set(PATHS) - set(LESSONS), key=lambda path: (path.split("/")[3], path not in WIDE))]
SIZES = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]
#: Least height of letters that can be read in the last row, in pixels at 1280.
READABLE = 34

#: Every slide of a lesson: what it shows, and a way to draw it and see what does not fit.
EVERY_SLIDE = Path(__file__).with_name("slides.js").read_text("utf-8")


def opened(visit: Visit, path: str, **more) -> Page:
    page = visit(viewport=SIZES[0], **more).open(f"{path}?country=GB")
    page.locator("#run .slide").wait_for()
    return page


def on(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press("ArrowRight")


def test_every_slide_fits_and_can_be_read_from_the_last_row(visit: Visit, capsys) -> None:
    """One session of each activity is opened; the others are drawn on the same page, by the same scripts."""
    visitor = visit()
    page, wrong, drawn = visitor.page(), {}, set()
    for path in OPENED_FIRST:
        if path in WIDE:
            page.goto(f"{visitor.url}{path}?country=GB")
            page.locator("#run .slide").wait_for()
        slides = page.evaluate_handle(EVERY_SLIDE, None if path in WIDE else f"{path}?country=GB")
        around, keys = slides.evaluate("({ around, keys }) => [around, keys]")
        for size in SIZES if path in WIDE else SIZES[:1]:
            page.set_viewport_size(size)
            new = [key for key in keys if (size["width"], around, key) not in drawn]  # many sessions share slides
            drawn |= {(size["width"], around, key) for key in new}
            found = slides.evaluate("(slides, [keys, readable]) => slides.draw(keys, readable)", [new, READABLE])
            wrong |= {f"{path} at {size['width']}": found} if found else {}
    with capsys.disabled():
        print(f"\n    {len(drawn)} slides of {len(PATHS)} sessions in two sizes: ", end="")
        print(f"{sum(map(len, wrong.values()))} do not fit")
    assert len(drawn) > 1000
    assert not wrong


@pytest.mark.parametrize(("activity", "entry", "title"), SESSIONS)
def test_every_session_begins_with_rules_and_ends_with_contacts(stack: Site, activity, entry, title) -> None:
    with urllib.request.urlopen(f"{stack.url}/class/play/{activity}/{entry}?country=GB", timeout=20) as answer:
        page = answer.read().decode()
    room = GUIDE.school.classroom
    assert room.rules[0].replace("'", "\\u0027") in page and room.closing[0].replace("'", "\\u0027") in page
    assert "0800 1111" in page and title.split("'")[0] in page


@pytest.mark.parametrize(
    "path", ["scenario/none", "chats/all", "plan/all", "tour/all", "calm", "none/all", "quiz/review"]
)
def test_what_no_class_can_play_is_said(stack: Site, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{stack.url}/class/play/{path}", timeout=20)
    assert error.value.code == 404


def test_a_chat_unrolls_with_hands_at_each_message_and_its_tricks_are_named(visit: Visit) -> None:
    chat = GUIDE.chats["game_friend"]
    page = opened(visit, "/class/play/chats/game_friend")
    on(page, 4)  # three slides of rules, the story so far
    slide = page.locator("#run .slide")
    expect(slide.locator(".ask")).to_have_text("Does it turn here?")
    expect(slide).to_contain_text(chat.lines[0].text)
    assert chat.lines[-1].text not in slide.inner_text()
    for _ in range(40):
        if "Where it turned" in slide.inner_text():
            break
        on(page)
    first = chat.lines[chat.turn - 1]
    expect(slide).to_contain_text(first.text)
    expect(slide).to_contain_text(GUIDE.tricks[first.trick].say)


def test_a_game_of_sorting_shows_hands_together_then_the_right_heap_and_why(visit: Visit) -> None:
    card = GUIDE.sortings["pressure"].cards[0]
    page = opened(visit, "/class/play/sort/pressure")
    on(page, 3)
    slide = page.locator("#run .slide")
    expect(slide).to_contain_text(card.text)
    for key in ("2", "+", "+", "1", "+"):
        page.keyboard.press(key)
    assert slide.locator("progress:visible").count() == 0 and card.because not in slide.inner_text()
    on(page)
    assert slide.locator("progress:visible").count() == 2
    expect(slide).to_contain_text(card.because)
    expect(slide.locator(".on")).to_contain_text("2 hands")


def test_the_answer_with_most_hands_is_taken_whichever_was_counted_last(visit: Visit) -> None:
    story = GUIDE.scenario("group_picture")
    page = opened(visit, "/class/play/scenario/group_picture")
    slide = page.locator("#run .slide")
    while not slide.locator(".answers").count():
        on(page)
    for key in ("2", "+", "+", "1", "+"):
        page.keyboard.press(key)
    on(page, 2)
    expect(slide.locator("h1")).to_have_text(story.start.choices[1].text)
