"""Agreements between countries as cards: what they do, since when, where; doubts about sources stay in the file."""

import re

import pytest

from bot.assistant.heard import Heard
from tests.assistant.talks import GUIDE, Talk


def card(name: str) -> list[dict]:
    return Talk().say(Heard("law_table", 1.0, at=name, typed=False)).messages


@pytest.mark.parametrize("framework", GUIDE.law.facts, ids=lambda framework: framework.id)
def test_a_card_says_what_since_when_and_where_and_cites_its_sources(framework):
    what, since, *_ = [message["text"] for message in card(framework.id)]
    assert what.startswith(f"**{GUIDE.law.frameworks[framework.id].name}**: ")
    assert re.search(r"(since|in) [A-Z][a-z]+ \d{4}\. Where: .+\.$", since), since
    assert card(framework.id)[-1]["source"]
    assert not re.search(r"document|factsheet|seed|does not say", " ".join(m["text"] for m in card(framework.id)), re.I)


@pytest.mark.parametrize("framework", GUIDE.law.facts, ids=lambda framework: framework.id)
def test_every_fact_about_a_treaty_has_a_public_page_and_the_day_it_was_read(framework):
    assert [source for source in framework.source if source.url and source.read]


def test_the_list_names_every_agreement_and_none_without_a_date():
    listed = Talk().say("law_table").messages[-1]["text"]
    for framework in GUIDE.law.facts:
        assert re.search(rf"\*\*{re.escape(GUIDE.law.frameworks[framework.id].name)}\*\*\. .+ \d{{4}}", listed)
