"""What the documents of 2014-2017 have wrong, old or not at all: each fact with the public page that says it."""

from typing import Any

import pytest

from tests.guide.test_fidelity import PLACES, plain, words_of

#: Where a fact stands, what is said (as the file has it), and part of the address of the page that says so.
FACTS = [
    ("law rights_of_the_child", "Articles 34, 35 and 36", "globalchildplatform"),
    ("topic safer_internet_day", "began in 2004 as part of a European project called SafeBorders", "firstpost"),
    ("topic safer_internet_day", "The Insafe network took it up a year later", "firstpost"),
    ("topic safer_internet_day", "about 180 countries", "digital-skills-jobs.europa.eu"),
    ("topic safer_internet_day", "**9 February 2027**", "better-internet-for-kids"),
    ("organisation ecpat", "over 100 countries", "ecpat.org"),
    ("organisation inhope", "58 of them, in 53 countries", "inhope.org"),
    ("organisation virtual_global_taskforce", "Chaired by the Australian Federal Police", "miragenews"),
    ("law african_union_convention", "adopted: 2014-06", "directionsblog"),
    ("law african_union_convention", "in_force: 2023-06", "directionsblog"),
    ("law lanzarote_convention", "live_viewing: covered", "parlamento.pt"),
    ("law lanzarote_convention", "accessing: covered", "parlamento.pt"),
    ("law budapest_convention", "accessing: partly", "inview.nl"),
    ("law budapest_convention", "possessing: covered", "inview.nl"),
    ("law ilo_182", "adopted: 1999-06", "ohchr.org"),
    ("law ilo_182", "in_force: 2000-11", "globalhealthrights"),
    ("law african_charter", "adopted: 1990-07", "lse.ac.uk"),
    ("law african_charter", "in_force: 1999-11", "lse.ac.uk"),
    ("law eu_directive", "adopted: 2011-12", "eur-lex.europa.eu"),
    ("law eu_directive", "A new version was proposed on 6 February 2024", "52024PC0060"),
    ("law optional_protocol", "computer_generated: partly", "docslib"),
    ("law un_cybercrime_convention", "adopted: 2024-12", "unicef.org"),
    ("law un_cybercrime_convention", "opened: 2025-10", "wam.ae"),
    ("law un_cybercrime_convention", "sharing_private: covered", "unicef.org"),
    ("word terminology_guidelines", "second edition came out in April 2025", "safeonline.global"),
    ("word harmful_sexual_behaviour", "not the same as an adult who offends", "safeonline.global"),
    ("topic law", "140 of 196 countries", "icmec.org"),
]


def sources_of(value: Any) -> list[dict]:
    """Every source below a piece of data."""
    if isinstance(value, list):
        return [source for child in value for source in sources_of(child)]
    return list(value.get("source", ())) if isinstance(value, dict) else []


@pytest.mark.parametrize(("place", "said", "page"), FACTS)
def test_a_fact_is_said_and_has_a_page_with_the_day_it_was_read(place: str, said: str, page: str) -> None:
    kind, _, name = place.partition(" ")
    data = PLACES[kind](name)
    assert plain(said) in plain(words_of(data))
    [*found] = [source for source in sources_of(data) if page in source.get("url", "")]
    assert found, f"no source of {place} has an address with {page}"
    assert all(source["read"] and source["says"] for source in found)


def test_doubts_of_ours_are_not_told_to_children() -> None:
    from tests.conftest import real_guide

    guide = real_guide()
    told = [words.what for words in guide.law.frameworks.values()] + [one.what for one in guide.organisations]
    told += [text for topic in guide.topics.values() for text in (*topic.say, *topic.simpler)]
    for text in told:
        assert not [
            word for word in ("sources disagree", "we found no", "seed", "remark", "from memory") if word in text
        ]
