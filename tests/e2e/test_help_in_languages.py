"""A call for help in a language without a guide is answered in it, with the contacts, by the whole bot."""

import pytest

from bot.guide.pages import load_pages
from tests.conftest import DATA, texts

PAGES = load_pages(DATA)
#: What is wrong, said in a language that has no guide, and the kind of trouble.
CALLS = {
    "es": ("me amenaza con publicar mis fotos si no pago", "threat"),
    "fr": ("je ne veux plus vivre", "self_harm"),
    "de": ("er droht meine fotos zu veröffentlichen", "threat"),
    "it": ("non voglio più vivere", "self_harm"),
    "pt": ("não quero mais viver", "self_harm"),
    "nl": ("ik wil niet meer leven", "self_harm"),
    "pl": ("nie chcę już żyć", "self_harm"),
    "tr": ("artık yaşamak istemiyorum", "self_harm"),
    "ru": ("я больше не хочу жить", "self_harm"),
    "ar": ("لا أريد أن أعيش بعد الآن", "self_harm"),
    "ja": ("もう生きていたくない", "self_harm"),
    "ko": ("더 이상 살고 싶지 않아요", "self_harm"),
    "th": ("ไม่อยากมีชีวิตอยู่แล้ว", "self_harm"),
    "zh": ("我不想活了，没有意思", "self_harm"),
}


@pytest.mark.parametrize("lang", CALLS)
def test_the_first_words_are_in_the_language_of_the_message(stack, lang: str) -> None:
    text, kind = CALLS[lang]
    answer = stack.say(text, country="GB")
    comfort, *_, step = PAGES[lang][kind].first[0].say
    assert comfort in texts(answer)
    assert step in texts(answer)
    assert answer["referrals"]["services"]
    assert "{contacts}" not in str(answer)


def test_the_next_answer_is_in_the_language_of_the_guide(stack) -> None:
    first = stack.say("non voglio più vivere", country="GB")
    then = stack.say("i told my mum", first["session"])
    assert not [page for page in PAGES["it"].values() if page.first[0].say[0] in texts(then)]


def test_english_stays_english(stack) -> None:
    answer = stack.say("he says he will post my pictures", country="GB")
    assert not any(page.first[0].say[0] in texts(answer) for of in PAGES.values() for page in of.values())
