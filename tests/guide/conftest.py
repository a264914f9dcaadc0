"""A tiny, sound data folder to break in one place at a time."""

from __future__ import annotations

import textwrap
from itertools import product
from pathlib import Path

import pytest
import yaml

from bot.guide.help import STAGES
from bot.guide.payloads import PLAIN

#: Files whose mark stands in reviews.yml.
MARKED = (
    "phrases/activities.yml", "phrases/after_help.yml", "phrases/help.yml", "phrases/talk.yml", "phrases/ui.yml",
    "chapters.yml", "glossary.yml", "law.yml", "myths.yml", "organisations.yml", "young_people_in_action.yml",
)  # fmt: skip
TOPIC = """\
id: grooming
title: Grooming
source:
  - {seed: "004", section: "A heading"}
reviewed: {by: "A. Reader", on: 2025-01-31}
need: help
say:
  - "Someone is very nice to you."
  - "They want you to trust them."
  - "Then they ask for something."
simpler:
  - "They are nice at first."
  - "Then they want something."
check:
  question: "What is a sign?"
  options:
    - {text: "They like cats", right: false, because: "Many people do."}
    - {text: "They want a secret", right: true, because: "Yes, that is a sign."}
    - {text: "They are tall", right: false, because: "That says nothing."}
next: [consent, harm]
ask:
"""

SCENARIO = """\
id: new_friend
title: "A new friend"
about: "Sam meets someone new."
topics: [grooming]
source:
  - {note: "written for this guide"}
reviewed: {by: null, on: null}
need: help
minutes: 3
weight: gentle
intro:
  - "This is a story about Sam. You can stop at any time."
steps:
  - id: offer
    say: ["Somebody writes to Sam."]
    ask: "What could Sam do?"
    choices:
      - id: answer
        text: "Answer"
        also: ["write back"]
        feedback: ["Many would."]
        goto: push
      - id: tell
        text: "Tell a friend"
        feedback: ["Good to share."]
        goto: told
  - id: push
    say: ["They want a picture."]
    ask: "And now?"
    choices:
      - id: tell
        text: "Tell his sister"
        feedback: ["She listens."]
        goto: told
      - id: block
        text: "Block them"
        feedback: ["That is fine."]
        goto: blocked
  - id: blocked
    say: ["They write from another account."]
    ask: "And now?"
    choices:
      - id: tell
        text: "Tell his sister"
        feedback: ["She listens."]
        goto: told
      - id: back
        text: "Answer again"
        feedback: ["It goes on."]
        goto: push
endings:
  - id: told
    say: ["Sam is not alone with it."]
    helps: ["Telling someone"]
"""

#: Words of help with every row.
HELP = 'id: something\nreviewed: {by: "A. Reader", on: 2025-01-31}\n' + "".join(
    f'{row}:\n  say: ["It is not your fault.", "{{contacts}}"]\n  simpler: ["It is not your fault."]\n'
    for row in STAGES
)
FILES = {
    "languages.yml": """\
        - {code: en, name: English, english: English, direction: ltr, status: live}
        - {code: fr, name: Français, english: French, direction: ltr, status: draft}
        """,
    "sources.yml": """\
        - {id: "004", title: "A guide", publisher: "A publisher", year: 2014, kind: guide}
        """,
    "intents.yml": """\
        - {id: topic_grooming, group: learning, description: "About grooming."}
        - {id: topic_consent, group: learning, description: "About consent."}
        - {id: topic_harm, group: learning, description: "About harm."}
        - {id: help_self, group: help, safeguarding: true, description: "It happens to them."}
        - {id: greet, group: conversation, description: "Says hello."}
        """,
    "forbidden_terms.yml": """\
        - pattern: '\\bmonsters?\\b'
          why: "It misleads."
          instead: "offender"
          allowed: ["guide/*/glossary.yml#not_terms"]
        - pattern: '\\byour fault\\b'
          unless: '\\bnot\\b'
          why: "It blames."
          instead: "not your fault"
          buttons: false
        """,
    "forbidden_questions.yml": """\
        - {pattern: '\\bwhat happened\\b', only_questions: true, why: "Details.", instead: "A contact"}
        - {pattern: '\\btell me\\b', why: "Details.", instead: "A contact", allowed: ["guide/*/myths.yml"]}
        """,
    "law/frameworks.yml": """\
        - id: a_treaty
          opened: "2007-10"
          in_force: "2010-07"
          region: europe
          offences: {grooming: covered, sexting: not_stated}
          source: {seed: "004", section: "Law"}
        """,
    "guide/en/law.yml": """\
        intro: ["Countries agreed."]
        offences: {grooming: "Grooming", sexting: "Sexting"}
        frameworks:
          a_treaty: {name: "A treaty", what: "A promise between countries."}
        regions: {europe: "in Europe"}
        """,
    "guide/en/chapters.yml": """\
        - id: basics
          title: Basics
          intro: "We begin."
          topics: [harm, grooming]
          done: "That was it."
        - id: more
          title: More
          intro: "We go on."
          topics: [consent]
          done: "That was it."
        """,
    "guide/en/glossary.yml": """\
        - {id: abuse, term: "Sexual abuse", means: "Harm.", source: {seed: "004", section: "Words"}}
        - id: abuse_material
          term: "Sexual abuse material"
          also: [CSAM]
          means: "Pictures of a crime."
          not_terms: [{term: "monster pictures", why: "It misleads."}]
          source: {seed: "004", section: "Words"}
        """,
    "guide/en/myths.yml": """\
        - id: only_girls
          claim: "It happens to girls only."
          fact: false
          because: ["It happens to boys too."]
          topic: harm
          source: {seed: "004", section: "Who"}
        """,
    "guide/en/organisations.yml": """\
        - id: a_group
          name: "A group"
          website_2014: "www.example.org"
          status: moved
          now_url: "https://example.org/"
          confidence: high
          what: "They help."
          source: {seed: "004", section: "Organisations"}
        """,
    "guide/en/young_people_in_action.yml": """\
        - {id: europe, region: Europe, title: "A play", say: ["They played."], source: {note: "a note"}}
        """,
    "decisions.yml": "- {id: plain, when: {}, then: {answer: own, trouble: pass}, why: Nothing special.}\n",
    "help/something.yml": """\
        id: something
        gravity: 10
        need: help
        when: [{intent: help_self}]
        """,
    "guide/en/help/something.yml": HELP,
    "guide/en/phrases/help.yml": """\
        help_self:
          say: ["It is not your fault.", "{contacts}"]
          kind: help
          need: help
          suggest: [menu, topic_harm]
        """,
    "guide/en/phrases/after_help.yml": """\
        my_fault: {kind: help, asked: ["is it my fault"], say: ["No, it is not.", "{contacts}"]}
        """,
    "guide/en/phrases/talk.yml": """\
        greet: {say: ["Hello."], suggest: [menu]}
        """,
    "guide/en/phrases/activities.yml": """\
        quiz_end: {say: ["You got {right} of {count}."]}
        """,
    "lang/en/speech.yml": "places: [[a, one], [b, two]]\nplurals: [s]\n",
    "lang/en/asking.yml": """\
        {before: [what is], after: [mean], articles: [the], avoid_before: [can i say], avoid_after: [a bad word],
         figures: [how many], word: [define]}
        """,
    "lang/en/masking.yml": "name: [my name is]\n",
    "lang/en/safety.yml": "{safe_words: [help], lists: {}, figures: [], signals: {threat: [he threatens me]}}\n",
    "lang/en/textspeak.yml": "words: {u: you}\n",
    "lang/en/places.yml": "live: [live]\n",
    "lang/en/tested.yml": "{danger: [], help: [], quiet: []}\n",
    "referrals/words.yml": "en: {}\n",
    "lang/en/commands.yml": """\
        back: ["back", "go back"]
        """,
}


def wordings(words: str) -> list[str]:
    """Forty-two ways of saying one thing, none of them shared with another."""
    before, after = ("um", "hey", "hi", "so", "ok", "pls"), ("now", "then", "here", "again", "today", "tho", "lol")
    return [f"{first} {words} {last}" for first, last in product(before, after)]


class Data:
    """The data folder of one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> None:
        """Write a file below the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> str:
        """Replace the first `old` of a file and tell its place as `data/<name>:<line>`."""
        place, text = self.place(name, old), (self.folder / name).read_text(encoding="utf-8")
        (self.folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return place

    def place(self, name: str, words: str) -> str:
        """The place of the first `words` in a file, as `data/<name>:<line>`."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert words in text, f"{words!r} is not in {name}"
        return f"data/{name}:{text[: text.index(words)].count(chr(10)) + 1}"

    def remove(self, name: str) -> None:
        """Delete a file."""
        (self.folder / name).unlink()

    def copy_language(self, code: str) -> None:
        """A complete other language, word for word the English one."""
        for part in ("guide", "nlu", "lang"):
            for path in sorted((self.folder / part / "en").rglob("*.yml")):
                inside = path.relative_to(self.folder / part / "en")
                self.write(f"{part}/{code}/{inside}", path.read_text(encoding="utf-8"))
        for name in ("forbidden_terms.yml", "forbidden_questions.yml"):
            rule = f'- {{pattern: "zzz", lang: {code}, why: "It says nothing.", instead: "Words"}}\n'
            self.write(name, (self.folder / name).read_text(encoding="utf-8") + rule)
        self.write("referrals/words.yml", f"en: {{}}\n{code}: {{}}\n")


@pytest.fixture
def data(tmp_path: Path) -> Data:
    """A sound data folder of one test."""
    return small_data(tmp_path / "data")


def small_data(folder: Path) -> Data:
    """A sound data folder: three topics, one scenario, one entry of everything else."""
    made = Data(folder)
    for name, text in FILES.items():
        made.write(name, text)
    topics = {"grooming": "consent, harm", "consent": "grooming, harm", "harm": "grooming, consent"}
    for name, following in topics.items():
        text = TOPIC.replace("id: grooming", f"id: {name}").replace("consent, harm", following)
        made.write(f"guide/en/topics/{name}.yml", text + _list(wordings(f"what is {name}")))
    made.write("guide/en/scenarios/new_friend.yml", SCENARIO)
    for intent, words in {"help_self": "someone scares me", "greet": "hello"}.items():
        made.write(f"nlu/en/{intent}.yml", f"intent: {intent}\nexamples:\n{_list(wordings(words))}")
    made.write("guide/en/phrases/ui.yml", yaml.safe_dump({"buttons": dict.fromkeys(PLAIN, "Words")}))
    made.write("guide/en/reviews.yml", "".join(f'{name}: {{by: "A. Reader", on: 2025-01-31}}\n' for name in MARKED))
    return made


def _list(texts: list[str]) -> str:
    return "".join(f"  - {text}\n" for text in texts)
