"""A letter to each service that is to be verified, in its language where there are words for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.guide.content import Content, Text
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.guide.schema import parse
from bot.guide.yaml_lines import Document, read_document
from bot.referrals.country_names import country_name
from bot.referrals.service import Service
from bot.referrals.words import SHIPPED, LanguageWords, Words, in_language

FILE = "letters.yml"


class LetterWords(Content):
    """One language. `{name}`, `{country}`, `{entry}`, `{id}` are filled in; `ways` names each way to reach somebody."""

    subject: Text
    greeting: Text
    body: tuple[Text, ...]
    ways: dict[str, Text]
    hours: Text
    ages: Text
    free: Text
    nameless: Text
    unknown: Text
    yes: Text
    no: Text
    questions: tuple[Text, ...]
    end: tuple[Text, ...]


def read_letters(data_dir: Path) -> tuple[dict[str, LetterWords], Document]:
    """The words by language, and the file with what is wrong in it. A folder without gets those that are shipped."""
    path = data_dir / FILE if (data_dir / FILE).exists() else SHIPPED / FILE
    document = read_document(path, f"{path.parent.name}/{path.name}")
    languages = document.data if isinstance(document.data, dict) and not document.problems else ()
    found = {lang: parse(LetterWords, document, (lang,)) for lang in languages}
    return {lang: words for lang, words in found.items() if words}, document


def letter(service: Service, letters: dict[str, LetterWords], words: Words) -> str:
    """The letter: to whom, its text, and the line that records the answer."""
    lang = next((code for code in service.languages if code in letters), DEFAULT_LANGUAGE)
    text, spoken = letters[lang], in_language(words, lang)
    values = {
        "name": service.name,
        "country": service.country if service.international else country_name(service.country, lang),
        "id": service.id,
        "entry": "\n".join(_entry(service, text, spoken, lang)),
    }
    parts = [text.greeting, *text.body, "\n".join(f"{at}. {q}" for at, q in enumerate(text.questions, 1)), *text.end]
    lines = [f"To: {_address(service)}", f"Subject: {_fill(text.subject, values)}", ""]
    return "\n".join([*lines, "\n\n".join(_fill(part, values) for part in parts), "", _after(service)])


def write_letters(services: Iterable[Service], folder: Path, data_dir: Path, words: Words) -> int:
    """A file for each service; the number of letters written."""
    letters, _ = read_letters(data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for service in services:
        (folder / f"{service.id}.txt").write_text(letter(service, letters, words), encoding="utf-8")
        count += 1
    return count


def _entry(service: Service, text: LetterWords, spoken: LanguageWords, lang: str) -> Iterable[str]:
    yield f"  {service.name} ({spoken.kinds[service.kind]})"
    for route in service.routes:
        label = f" ({route.label})" if route.label else ""
        yield f"  {text.ways[route.by]}: {route.value}{label}"
        if route.hours:
            yield f"    {text.hours}: {route.hours.words}"
    yield f"  {text.ages}: {service.ages.words if service.ages else text.unknown}"
    for label, known in ((text.free, service.free), (text.nameless, service.anonymous)):
        yield f"  {label}: {text.unknown if known is None else text.yes if known else text.no}"


def _address(service: Service) -> str:
    """Their page, on which there is a way to write to them: nobody is called to find out whether somebody answers."""
    pages = [route.value for route in service.routes if route.by in ("site", "form", "chat")]
    sources = [source.url for source in service.sources if source.url]
    return next(iter(pages + sources), "(no page is known: look for one; never call the line to test it)")


def _fill(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _after(service: Service) -> str:
    return "\n".join(
        (
            "-- for you, not for the letter --",
            "Never call, chat or write to the line itself to test it: a child may be waiting.",
            "Use their office, or the form for questions on their page.",
            f'All right:  ./staysafe referrals verify {service.id} --by "{service.name}"',
            f'Changed:    ./staysafe referrals verify {service.id} --by "{service.name}" --answer changed --says "..."',
            f'Closed:     ./staysafe referrals verify {service.id} --by "{service.name}" --answer closed',
            "",
        )
    )
