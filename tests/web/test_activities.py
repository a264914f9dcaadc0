"""Activities in a browser: messages on their sides, the breath card, the plan to print, topics in beats."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.conftest import real_guide
from tests.web.chat import Chat
from tests.web.conftest import DESKTOP, PHONE, Visitor
from tests.web.test_accessible import no_violations

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
GUIDE = real_guide()
#: Notes what a frame would print, instead of opening a dialog.
NOTE_PRINTS = "window.print = () => { window.top.printed = document.body.innerText; };"


def opened(visit: Visit, **more) -> Chat:
    return Chat(visit(**{"viewport": PHONE, **more}).open("/chat"))


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_chat_is_read_by_tapping(visit: Visit, viewport) -> None:
    chat = opened(visit, viewport=viewport)
    chat.type("read the chat")
    chat.tap(GUIDE.chats["game_friend"].title)
    turn = chat.tap("Next")
    own, other = turn.locator(".line.own").first, turn.locator(".line.other").first
    expect(own).to_contain_text("Yusuf: haha ty, you carried")
    expect(other).to_contain_text("Vex: same squad tomorrow?")
    assert own.bounding_box()["x"] > other.bounding_box()["x"]
    chat.tap("Next")
    turn = chat.tap_answer(0)
    expect(turn).to_contain_text(GUIDE.tricks["flattery"].name)
    no_violations(chat.page, "a chat that was read")


def test_the_breath_card_moves_and_counts_and_stands_still_for_who_wants_that(visit: Visit) -> None:
    for motion, moves in (("no-preference", True), ("reduce", False)):
        chat = opened(visit, reduced_motion=motion)
        chat.type("panic")
        card = chat.find(".breath")
        card.wait_for()
        first = card.locator("span").inner_text()
        expect(card.locator("span")).not_to_have_text(first, timeout=3000)
        assert first.startswith("Breathe in")
        still = card.locator("i").evaluate("(circle) => getComputedStyle(circle).transform") == "none"
        assert still is not moves
        no_violations(chat.page, f"calm, {motion}")


def test_a_plan_by_taps_shows_the_helpline_and_prints_only_itself(visit: Visit) -> None:
    visitor = visit(viewport=PHONE)
    visitor.context.add_init_script(NOTE_PRINTS)
    chat = Chat(visitor.open("/chat"))
    chat.type('/set_country{"at":"GB"}')
    chat.type("my plan")
    for _ in GUIDE.plan:
        turn = chat.tap_answer(0)
    expect(turn.locator(".contact")).to_contain_text("Childline")
    expect(turn).to_contain_text(GUIDE.plan[0].options[0].plan)
    chat.button("Print my plan").click()
    printed = chat.page.evaluate("window.printed")
    assert GUIDE.plan[0].options[0].plan in printed
    assert "Childline" in printed
    assert "Type a message" not in printed
    no_violations(chat.page, "the plan")


@pytest.mark.parametrize("by", ["tap", "typed"])
def test_a_long_topic_comes_in_beats(visit: Visit, by: str) -> None:
    chat = opened(visit)
    turn = chat.type("what is grooming")
    more = turn.locator(".beats")
    more.wait_for()
    topic, asked = GUIDE.topic("grooming"), []
    chat.page.on("request", lambda request: asked.append(request.url) if "/messages" in request.url else None)
    expect(turn).to_contain_text(topic.say[1])
    last = turn.get_by_text(topic.tips[-1])
    expect(last).to_be_hidden()
    visible = turn.locator(".said:visible").all_inner_texts()
    assert sum(map(len, visible)) <= 420
    for _ in range(6):
        if not more.count():
            break
        if by == "tap":
            more.click()
        else:
            chat.find("textarea").fill("more")
            chat.page.keyboard.press("Enter")
    expect(last).to_be_visible()
    assert not asked
    no_violations(chat.page, "a topic in beats")


def test_every_activity_is_reached_from_the_menu_by_keyboard(visit: Visit) -> None:
    chat = opened(visit, viewport=DESKTOP)
    for line in GUIDE.activities:
        chat.tool("Menu")
        chat.find(".sheet").get_by_role("button", name=GUIDE.ui["buttons"][line.start], exact=True).first.focus()
        chat.page.keyboard.press("Enter")
        chat.find(".turn.mine").last.get_by_text(GUIDE.ui["buttons"][line.start]).wait_for()
        expect(chat.find(".next button").first).to_be_visible()


def test_the_class_view_reads_a_chat_and_sorts_by_hands(visit: Visit) -> None:
    page = visit(viewport=DESKTOP).open("/class")
    chat = Chat(page)
    for start, title in (("start_chats", GUIDE.chats["new_team"].title), ("start_sort", "Surprise or secret?")):
        chat.find(".listed").first.wait_for()
        chat.button(GUIDE.ui["buttons"][start]).first.click()
        chat.find(".classroom:not([aria-busy])").wait_for()
        for _ in range(6):
            if chat.button(title).count():
                break
            page.keyboard.press(" ")
        chat.button(title).first.click()
        chat.find(".classroom:not([aria-busy])").wait_for()
        for _ in range(8):
            if chat.find(".vote .answer").count():
                break
            page.keyboard.press(" ")
        expect(chat.find(".vote .answer").first).to_be_visible()
        chat.button("All stories").click()
