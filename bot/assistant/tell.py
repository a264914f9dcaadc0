"""Tell: the words of what was decided. No decision is made here: a name leads to a function, or to its phrase."""

from collections.abc import Callable

from bot.assistant.words import contacting, in_app, questions, reference, talk, topics
from bot.assistant.words import help as help_words
from bot.assistant.words.contacts import with_danger, with_hint
from bot.assistant.words.turn import Turn
from bot.guide.reply import Reply

Answer = Callable[[Turn], Reply]

#: Answers that are more than the phrase of their own name.
ANSWERS: dict[str, Answer] = {
    "help": help_words.answer,
    "help_simpler": help_words.simpler,
    "just_asking": help_words.just_asking,
    "asked": help_words.asked,
    "simplest": help_words.simplest,
    "topic": lambda turn: topics.tell(turn, turn.decision.at),
    "topic_simpler": topics.simpler,
    "question": lambda turn: questions.tell(turn, turn.decision.at),
    "either": lambda turn: questions.either(turn, turn.decision.at),
    "ask_bot": talk.ask_bot,
    "menu": talk.menu,
    "topics": talk.all_topics,
    "unavailable": talk.unavailable,
    "unsure": talk.unsure,
    "wrong": talk.wrong,
    "change_country": talk.change_country,
    "change_language": talk.change_language,
    "source": topics.source,
    "glossary": reference.glossary,
    "law_table": reference.law_table,
    "organisations": reference.organisations,
    "young_people_in_action": reference.young_people,
    "contact_what_happens": contacting.what_happens,
    "contact_rehearsal": contacting.rehearsal,
    "tell_words": contacting.tell_words,
    "small_step": contacting.small_step,
    "remove_guide": contacting.remove_guide,
    "in_app": in_app.steps,
}
#: Told as they are, also after a danger to life: they say something of their own, or belong to the help.
OF_THEIR_OWN = frozenset({"topic", "topic_simpler", "just_asking", "glossary", "law_table", "topics", "organisations"})
OF_THEIR_OWN |= {"young_people_in_action", "educator", "contact_what_happens", "contact_rehearsal", "tell_words"}
OF_THEIR_OWN |= {"small_step", "remove_guide", "in_app", "more_contacts"}


def tell(turn: Turn) -> Reply:
    """What is said. After a danger to life, small talk too names who helps."""
    name = turn.decision.answer
    reply = ANSWERS.get(name, talk.plain)(turn)
    for message in reply.messages:
        message["text"] = turn.button_words(message["text"])
    if turn.decision.hint:
        return with_hint(reply, turn)
    return with_danger(reply, turn) if turn.decision.danger and name not in OF_THEIR_OWN else reply


def beside(turn: Turn) -> Reply:
    """What comes last in each turn: which contacts are shown beside the talk, whatever was answered."""
    return Reply(need=turn.decision.bar, all_contacts=turn.decision.answer == "more_contacts")
