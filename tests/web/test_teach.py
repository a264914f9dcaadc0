"""The pages for teachers over HTTP: every lesson, every sheet, posters of a country, and what is asked for wrongly."""

import html
import urllib.error
import urllib.request

import pypdfium2
import pytest

from bot.guide import load_guide
from tests.conftest import DATA, Site

SCHOOL = load_guide(DATA).school


def fetched(stack: Site, path: str) -> tuple[str, bytes]:
    with urllib.request.urlopen(stack.url + path, timeout=30) as answer:
        return answer.headers["content-type"], answer.read()


def test_every_lesson_has_its_plan_with_minutes_talks_and_what_to_do_when_told(stack: Site) -> None:
    _, page = fetched(stack, "/teach")
    for lesson in SCHOOL.lessons.values():
        assert f"/teach/lessons/{lesson.id}".encode() in page
        _, plan = fetched(stack, f"/teach/lessons/{lesson.id}")
        text = html.unescape(plan.decode())
        assert text.count('class="time"') == len(lesson.steps)
        assert "I believe you. It isn't your fault." in text
        for step in lesson.steps:
            assert not step.story or SCHOOL.talks[step.story].talk[0].likely[0] in text


def test_lessons_are_chosen_by_length_and_topic(stack: Site) -> None:
    _, page = fetched(stack, "/teach?minutes=10&topic=grooming")
    shown = {name for name in SCHOOL.lessons if f"/teach/lessons/{name}" in page.decode()}
    assert shown == {"spot_the_turn"}
    assert "No lesson fits this" in fetched(stack, "/teach?minutes=10&topic=nothing")[1].decode()


@pytest.mark.parametrize("sheet", sorted(SCHOOL.sheets))
def test_every_sheet_downloads_as_a_pdf(stack: Site, sheet: str) -> None:
    kind, pdf = fetched(stack, f"/teach/sheets/{sheet}.pdf?size=letter&country=GB")
    assert kind == "application/pdf" and round(pypdfium2.PdfDocument(pdf)[0].get_size()[0]) == 612


@pytest.mark.parametrize(("asked", "named"), [("KE", "Kenya"), ("kenya", "Kenya"), ("AUT", "Austria"), ("nowhere", "")])
def test_a_poster_is_for_the_country_asked_for_or_for_anywhere(stack: Site, asked: str, named: str) -> None:
    _, pdf = fetched(stack, f"/teach/poster.pdf?country={asked}")
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert (f"Contacts in {named}" in text) == bool(named)


@pytest.mark.parametrize("path", ["/teach/lessons/none", "/teach/sheets/none.pdf", "/teach/poster.pdf?size=a3"])
def test_what_is_not_there_is_said(stack: Site, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        fetched(stack, path)
    assert error.value.code == 404
