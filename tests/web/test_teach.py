"""The pages for teachers over HTTP: every lesson, every sheet, posters of a country, and what is asked for wrongly."""

import html
import urllib.error
import urllib.request
from datetime import date

import pypdfium2
import pytest

from tests.conftest import Site, real_guide

SCHOOL = real_guide().school


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


def test_a_kit_has_its_page_and_its_paper_with_the_next_date(stack: Site) -> None:
    _, page = fetched(stack, "/teach")
    assert b"/teach/kits/safer_internet_day" in page
    kit = SCHOOL.kits["safer_internet_day"]
    day = kit.next_day(date.today())
    said = f"{day.day} February {day.year}"
    _, plan = fetched(stack, "/teach/kits/safer_internet_day")
    assert said in plan.decode() and all(f"/teach/lessons/{name}" in plan.decode() for name in kit.lessons)
    kind, pdf = fetched(stack, "/teach/kits/safer_internet_day.pdf?size=letter&country=GB")
    text = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf))
    assert kind == "application/pdf" and said in text and "Childline" in text


@pytest.mark.parametrize(("asked", "named"), [("KE", "Kenya"), ("kenya", "Kenya"), ("AUT", "Austria"), ("nowhere", "")])
def test_a_poster_is_for_the_country_asked_for_or_for_anywhere(stack: Site, asked: str, named: str) -> None:
    _, pdf = fetched(stack, f"/teach/poster.pdf?country={asked}")
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert (f"{named or '{country}'}: " in text) == bool(named)


@pytest.mark.parametrize(
    "path", ["/teach/lessons/none", "/teach/kits/none", "/teach/sheets/none.pdf", "/teach/poster.pdf?size=a3"]
)
def test_what_is_not_there_is_said(stack: Site, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        fetched(stack, path)
    assert error.value.code == 404
