"""Posters and sheets as somebody prints them: pages drawn, codes read back, numbers held against the directory."""

import re
from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp

from bot.guide.school import School
from bot.paper import Paper, PaperError, print_pdf
from bot.paper.poster import crisis_line, poster
from bot.paper.sheet import sheet_paper
from bot.referrals import Directory
from tests.conftest import real_directory, real_guide

SITE = "https://staysafe.example"
#: With a helpline, a place to report and removal; with one of them; with none; and no country at all.
COUNTRIES = ("GB", "KE", "US", "LU", "UZ", "IN", "BR", None)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return real_directory()


@pytest.fixture(scope="module")
def school() -> School:
    return real_guide().school


def opened(pdf: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf)


def text_of(pdf: bytes) -> str:
    pages = (page.get_textpage().get_text_range() for page in opened(pdf))
    return " ".join(" ".join(pages).split())


def codes_in(pdf: bytes) -> Iterator[str]:
    for page in opened(pdf):
        yield from (code.text for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil().convert("L")))


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_poster_is_one_page_with_the_contacts_of_its_country(directory, school, country) -> None:
    pdf = print_pdf(poster(directory, school.posters, country, SITE))
    assert len(opened(pdf)) == 1
    shown, found = text_of(pdf), directory.choose(country, "threat", "en").to_dict()
    for part in ("talk", "report"):
        assert found[part]["name"].split("(")[0].strip() in shown
    numbers = {found[part]["phone"] for part in ("talk", "report", "remove") if found[part] and found[part]["phone"]}
    crisis = crisis_line(directory, country, "en")
    numbers |= {crisis["phone"]} if crisis and crisis["phone"] else set()
    numbers |= {found["emergency"]["number"]} if found["emergency"] else set()
    assert all(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", shown) for number in numbers)
    # What the directory says of them is taken out piece by piece, the longest first; then no digits may be left.
    cards = [card for card in (found["talk"], found["report"], found["remove"], crisis) if card]
    told = {str(value) for card in cards for value in card.values() if value is not None} | numbers | {SITE}
    told |= {word for value in told for word in value.split()}
    for value in sorted((one for one in told if re.search(r"\d", one)), key=len, reverse=True):
        shown = re.sub(rf"(?<!\d){re.escape(value)}(?!\d)", " ", shown)
    assert not re.findall(r"\d{2,}", shown), shown


@pytest.mark.parametrize("country", ["KE", None])
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_code_opens_the_contacts_of_that_country(directory, school, country, size) -> None:
    pdf = print_pdf(poster(directory, school.posters, country, SITE + "/", size=size))
    assert list(codes_in(pdf)) == [f"{SITE}/referrals" + (f"?country={country}" if country else "")]
    width, _ = opened(pdf)[0].get_size()
    assert round(width) == {"a4": 595, "letter": 612}[size]


def test_every_sheet_prints_and_can_be_read_aloud(directory, school) -> None:
    assert len(school.sheets) >= 8
    for sheet in school.sheets.values():
        pdf = print_pdf(sheet_paper(sheet, school.classroom, directory, school.posters, "GB", SITE))
        assert b"/StructTreeRoot" in pdf and b"/Lang" in pdf
        assert sheet.title in text_of(pdf)
        assert len(opened(pdf)) <= 2
        if any(part.kind == "contacts" for part in sheet.parts):
            assert directory.choose("GB", "help").to_dict()["talk"]["name"] in text_of(pdf)


def test_every_country_has_a_poster_of_one_page(directory, school) -> None:
    for country in directory.countries():
        pdf = print_pdf(poster(directory, school.posters, country["code"], SITE))
        assert len(opened(pdf)) == 1, country


def test_blackmail_and_thoughts_of_suicide_go_together(directory, school) -> None:
    """The sheet and the poster about threats name the country's line for a crisis."""
    given = (school.sheets["the_first_hour"], school.classroom, directory, school.posters)
    line = crisis_line(directory, "GB", "en")
    for paper in (sheet_paper(*given, "GB", SITE), poster(directory, school.posters, "GB", SITE)):
        assert line["name"] in text_of(print_pdf(paper)) and line["phone"] in text_of(print_pdf(paper))
    assert crisis_line(directory, "KE", "en") is None


def test_an_unknown_size_is_said(school) -> None:
    with pytest.raises(PaperError, match="a4, letter"):
        print_pdf(Paper("poster", "x", {}, size="a3"))
