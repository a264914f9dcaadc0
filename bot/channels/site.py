"""What a page needs before the first message: languages, words, chapters, topics, stories, countries, look."""

from typing import Any

from bot.assistant.library import Library
from bot.guide import Guide
from bot.guide.payloads import payload
from bot.partners import Partner


def site_config(library: Library, partner: Partner | None, lang: str | None) -> dict[str, Any]:
    """The answer to `GET /config`; an unknown partner or language gets the defaults."""
    wanted = lang or (partner.languages[0] if partner and partner.languages else None)
    guide = library.guide(wanted)
    off = set(partner.topics_off) if partner else set()
    return {
        "lang": guide.language.code,
        "direction": guide.language.direction,
        "partner": partner.public() if partner else None,
        "languages": [_language(g) for g in library.guides.values()],
        "ui": {"widget": guide.ui["widget"], "buttons": guide.ui["buttons"]},
        "chapters": [_chapter(guide, chapter, off) for chapter in guide.chapters if not off.issuperset(chapter.topics)],
        "topics": [_topic(t) for t in guide.topics.values() if t.id not in off],
        "activities": [_activity(guide, activity) for activity in guide.activities],
        "scenarios": [_scenario(s) for s in guide.scenarios.values()],
        "countries": library.directory.current.countries(guide.language.code),
        "glossary": {term.term: term.means for term in guide.glossary},
    }


def _language(guide: Guide) -> dict[str, str]:
    return {"code": guide.language.code, "name": guide.language.name, "direction": guide.language.direction}


def _chapter(guide: Guide, chapter: Any, off: set[str]) -> dict[str, Any]:
    topics = [topic for topic in chapter.topics if topic not in off]
    start = payload("start_tour", chapter.id)
    return {
        "id": chapter.id,
        "title": chapter.title,
        "intro": chapter.intro,
        "topics": topics,
        "payload": start,
    }


def _topic(topic: Any) -> dict[str, str]:
    return {"id": topic.id, "title": topic.title, "payload": payload(topic.intent)}


def _activity(guide: Guide, activity: Any) -> dict[str, Any]:
    """What the page shows of it, and the button names that begin it and answer its questions."""
    title = guide.ui["buttons"][activity.start]
    names = {"start": activity.start, "answer": activity.answer, "icon": activity.icon}
    return {"id": activity.id, "title": title, "payload": payload(activity.start), **names}


def _scenario(scenario: Any) -> dict[str, Any]:
    start = payload("start_scenario", scenario.id)
    told = {"minutes": scenario.minutes, "weight": scenario.weight}
    return {"id": scenario.id, "title": scenario.title, "about": scenario.about, **told, "payload": start}
