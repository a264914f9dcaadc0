"""Hear: what is read from a message, and Rasa's component around it."""

import json
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import cache
from itertools import product
from types import SimpleNamespace

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.component import Hear
from bot.assistant.hear import CLEAR, SOUNDS, TOGETHER, Ear, _is_sure
from bot.assistant.heard import Heard
from bot.assistant.kinds import ADULTS, MEANWHILE, OWNS, about_whom, kind_of
from bot.assistant.library import library
from bot.assistant.nlu.heads import Speaks
from bot.assistant.nlu.model import Prediction, Said
from bot.assistant.reactions import Reacted
from bot.assistant.reading import meant
from bot.assistant.safety.rules import load_rules
from bot.guide.help import SOMETHING
from bot.guide.payloads import payload
from tests.conftest import DATA

ENGLISH = library().guide("en").language
EXAMPLES = [
    ("hello", "greet", "en"),
    ("hi there", "greet", "en"),
    ("hey you", "greet", "en"),
    ("bonjour", "greet", "fr"),
    ("salut toi", "greet", "fr"),
    ("bonsoir", "greet", "fr"),
    ("what is grooming", "topic_grooming", "en"),
    ("grooming meaning", "topic_grooming", "en"),
    ("how do groomers work", "topic_grooming", "en"),
    ("order a pizza", "out_of_scope", "en"),
    ("who won the match", "out_of_scope", "en"),
    ("the weather tomorrow", "out_of_scope", "en"),
]


class Model:
    """A classifier that always thinks the same, and mends no word."""

    vectoriser = SimpleNamespace(reading=lambda text, cut: SimpleNamespace(mended=None))

    def __init__(self, *ranking: tuple[str, float], kind: str | None = None, share: float = 0.0) -> None:
        self.ranking, self.kind = ranking, {"kind": kind, "kind_share": share}

    def hear(self, said: Said) -> Prediction:
        certain = self.ranking[0][1]
        return Prediction(list(self.ranking), "en", 0.9, known=certain >= 0.3, sure=certain >= 0.6, **self.kind)


@cache
def ear() -> Ear:
    """One for all tests, for it takes seconds to make."""
    return Ear(Model(("menu", 1.0)), library(), load_rules(DATA))


class Reactions:
    """Hears always the same in a talk about trouble."""

    def __init__(self, row: str | None, grave: str | None, share: float, sure: float = 0.0) -> None:
        self._reacted = Reacted(row, grave, share, sure)

    def to(self, said: Said, thought: str | None = None) -> Reacted:
        return self._reacted


@pytest.mark.parametrize(
    ("text", "share", "kind"),
    [
        ("my mum will kill me", 0.0, None),  # a saying, by what else people say
        ("stop giving me suicide numbers", 0.01, None),
        ("he is outside my door now", 0.4, "danger"),  # words name it
        ("nothing of the kind", 0.1, None),
        ("she put the kettle on", 0.9, "danger"),  # only the other model hears it
    ],
)
def test_danger_in_a_talk_is_what_both_models_hear(text, share, kind):
    own = copy(ear())
    own._model, own._reactions = Model(("help_danger_now", 0.5), ("thanks", 0.4)), Reactions(None, "danger", share)
    found = own.hear(text, "en", trouble=("threat",)).kind
    assert found == kind or (kind is None and found not in ("danger", "self_harm", "medical"))


@pytest.mark.parametrize("text", ["...", "🙂", "?!"])
def test_nothing_said_is_heard_as_that_also_as_the_first_message(text):
    own = copy(ear())
    own._model, own._reactions = Model(("affirm", 0.8), ("deny", 0.1)), Reactions("silence", None, 0.0, 1.0)
    assert own.hear(text, "en").reaction == "silence"
    assert own.hear("yes", "en").reaction is None


@pytest.mark.parametrize(
    ("kind", "share", "row", "talk", "hint"),
    [
        ("self_harm", 0.11, None, ("threat",), "self_harm"),
        ("self_harm", 0.09, None, ("threat",), None),  # the second model hardly thinks of it
        ("threat", 0.3, None, ("threat",), None),  # the first does not
        ("self_harm", 0.11, "not_danger", ("threat",), None),  # taken back in this message
        ("self_harm", 0.11, None, (), None),  # no talk about trouble
    ],
)
def test_what_both_models_think_of_too_unsurely_for_an_alarm_is_a_hint(kind, share, row, talk, hint):
    own = copy(ear())
    own._model = Model(("question_pay", 0.9), ("thanks", 0.1), kind=kind, share=0.6)
    own._reactions = Reactions(row, kind, share)
    heard = own.hear("well there it is then", "en", trouble=talk)
    assert heard.hint == hint and heard.kind != "self_harm"


@pytest.mark.parametrize(
    ("share", "sure", "kind", "hint"),
    [(0.35, 0.41, "self_harm", "self_harm"), (0.3, 0.6, None, "self_harm"), (0.1, 0.9, None, None)],
)
def test_a_danger_that_its_own_message_denies_is_one_only_where_it_is_nearly_as_likely(share, sure, kind, hint):
    own = copy(ear())
    own._model = Model(("help_danger_now", 0.6), ("menu", 0.1), kind="self_harm", share=0.9)
    own._reactions = Reactions("not_danger", "self_harm", share, sure)
    heard = own.hear("i dont want to die", "en", trouble=("threat",))
    assert (heard.kind, heard.hint) == (kind, hint)


class Sentences(Reactions):
    """Hears the denial of a danger in the sentence that says it, and a danger in the whole message."""

    def __init__(self, share: float) -> None:
        self._share = share

    def to(self, said: Said, thought: str | None = None) -> Reacted:
        if said.text.endswith("die."):
            return Reacted("not_danger", "self_harm", 0.1, 0.9)
        return Reacted(None, "self_harm", self._share if "die" in said.text else 0.0)


@pytest.mark.parametrize(("share", "kind"), [(0.1, None), (0.6, "self_harm")])
@pytest.mark.parametrize("before", ["", "ok so. listen. right. "])
def test_a_sentence_may_deny_the_danger_that_the_whole_message_seems_to_tell(share, kind, before):
    own = copy(ear())
    own._model = Model(("help_danger_now", 0.6), ("out_of_scope", 0.1))
    own._reactions = Sentences(share)
    heard = own.hear(f"{before}i dont want to die. is it illegal?", "en", trouble=("threat",))
    assert heard.kind == ("self_harm" if before else kind)  # in a long message a danger may stand before


def test_a_question_after_the_circumstances_is_one():
    ranking = ("question_can_find_him", 0.7), ("help_self", 0.02)
    assert heard("he told me its a fake name. can they find him", *ranking).intent.startswith(("question_", "unsure"))
    assert heard("he told me they cant find him", *ranking).intent == "help_self"


@pytest.mark.parametrize(
    ("text", "kind", "share", "intent"),
    [
        ("about the morning", "self_harm", 0.95, "help_danger_now"),
        ("and the morning?", "self_harm", 0.95, "help_danger_now"),  # no asking back
        ("for homework: about the morning", "self_harm", 0.95, "unsure"),
        ("about the morning", "self_harm", 0.5, "unsure"),
        ("about the morning", None, 0.0, "unsure"),
    ],
)
def test_between_a_question_and_danger_nobody_is_asked_back(text, kind, share, intent):
    own = copy(ear())
    own._model = Model(("question_wake_mum", 0.4), ("help_danger_now", 0.12), kind=kind, share=share)
    assert own.hear(text, "en").intent == intent


@pytest.mark.parametrize(
    ("text", "help", "intent"),
    [
        ("saying no is hard", 0.13, "help_self"),
        ("saying no is hard?", 0.13, "unsure"),
        ("saying no is hard", 0.11, "unsure"),
        ("for homework: saying no is hard", 0.13, "unsure"),
    ],
)
def test_a_trouble_that_is_sure_goes_before_a_question_without_its_mark(text, help, intent):
    own = copy(ear())
    own._model = Model(("question_how_say_no", 0.5), ("help_self", help), kind="asked", share=0.95)
    assert own.hear(text, "en").intent == intent


def test_words_are_mended_before_their_meaning_is_looked_for_but_not_those_of_other_languages(monkeypatch):
    read = []
    monkeypatch.setattr("bot.assistant.hear.vectors.encode", lambda texts: read.extend(texts) or [None] * len(texts))
    own = copy(ear())
    reading = SimpleNamespace(mended="mended")
    own._model = SimpleNamespace(vectoriser=SimpleNamespace(reading=lambda text, cut: reading))
    own._said(["he pubilshed it", "il réclame de l'argent"])
    assert read == ["mended", "il réclame de l'argent"]


def heard(text: str, *ranking: tuple[str, float], **about: str) -> Heard:
    own = copy(ear())
    own._model = Model(*ranking)
    return own.hear(text, **about)


def test_in_a_talk_about_trouble_a_name_in_passing_opens_no_card():
    own = copy(ear())
    own._model = Model(*((name, 0.16) for name in ("ask_bot", "help_human", "menu", "thanks", "greet", "goodbye")))
    text = "i am in philippines. cebu. not dubai. pls give right number"
    assert own.hear(text, "en").at
    in_trouble = own.hear(text, "en", trouble=("threat",))
    assert (in_trouble.at, in_trouble.country) == (None, "PH")


@pytest.mark.parametrize("thrown", ["bottles at me", "a chair at us", "plates at my mum"])
def test_what_is_thrown_at_somebody_is_violence(thrown):
    assert "violence_now" in ear().hear(f"my dad throws {thrown}", "en").signals


def test_to_be_shouted_at_alone_is_no_danger_to_a_life():
    assert "violence_now" not in ear().hear("when i ask he shouts at me", "en").signals


@pytest.mark.parametrize("text", ["no", "no mum", "nudes", "ok", "!!"])
def test_few_letters_tell_no_language(text):
    assert heard(text, ("out_of_scope", 0.9)).tongue is None


@pytest.mark.parametrize(("text", "tongue"), [("i am so scared", "en"), ("助けてください", "ja")])
def test_more_letters_or_those_of_another_script_tell_it(text, tongue):
    assert heard(text, ("out_of_scope", 0.9)).tongue == tongue


def test_the_net_lifts_the_intent_and_the_ranking_stays():
    ranking = (("topic_sextortion", 0.7), ("help_self", 0.1))
    found = heard("he said he'd post my pics if i dont pay", *ranking)
    assert (found.intent, found.confidence, found.ranking) == ("help_self", 0.1, ranking)
    assert "sextortion" in found.signals
    assert found.topic == "sextortion"


def test_an_intent_the_classifier_did_not_think_of_is_certain():
    found = heard("i want to die", ("greet", 0.9))
    assert (found.intent, found.confidence) == ("help_danger_now", 1.0)


def test_a_question_keeps_its_topic():
    assert heard("what is sextortion", ("topic_sextortion", 0.7)).intent == "topic_sextortion"


def test_below_the_threshold_is_out_of_scope_but_the_guesses_stay():
    found = heard("hello pizza", ("greet", 0.2), ("menu", 0.1))
    assert (found.intent, found.ranking[0][0]) == ("out_of_scope", "greet")


@pytest.mark.parametrize(("intent", "becomes"), [("topic_law", "unsure"), ("question_pay", "unsure"), ("menu", "menu")])
def test_a_doubtful_topic_or_question_is_asked_back(intent, becomes):
    found = heard("hm the thing with the rules", (intent, 0.4))
    assert found.intent == becomes
    assert found.guess == (intent, 0.4)


def test_a_command_counts_before_any_guess_and_trouble_before_a_command():
    assert heard("stop", ("topic_law", 0.9)).intent == "stop"
    assert heard("menu i want to die", ("menu", 0.9)).intent == "help_danger_now"


def test_details_are_masked_before_anything_reads_them():
    found = heard("my name is Zeldarine and my snap is zeldarine_99", ("topic_law", 0.9))
    assert found.details == {"name", "handle"}


def test_nothing_of_the_message_is_in_what_was_heard():
    found = heard("zebrafish my uncle blackmails me, i want to die, my name is Quentula", ("topic_law", 0.4))
    kept = json.dumps(found.parse_data())
    assert not [word for word in ("zebrafish", "uncle", "blackmails", "Quentula") if word in kept]


@pytest.mark.parametrize("text", ["i want to die", "he is outside my house", "my ex leaked my nudes", "help"])
def test_trouble_is_alarming_whatever_the_classifier_thinks(text):
    assert heard(text, ("menu", 1.0)).alarming


def test_a_buttons_own_words_are_that_button_even_where_they_alarm():
    """What stands on the screen tells nothing of the person; anything besides it does."""
    payloads = library().payloads
    titles = {name: payloads.title(name, "en") for name in payloads._words["en"]}
    rules = load_rules(DATA)
    suspect = {name: title for name, title in titles.items() if rules.signals_in(title)}  # without a signal none alarms
    alarming = {name: title for name, title in suspect.items() if ear().hear(title).alarming}
    assert len(alarming) > 5
    for name, title in alarming.items():
        assert meant(title, lambda: True, [payload("menu"), name], payloads, ENGLISH) == name
        assert meant(f"{title} and i am scared", lambda: True, [name], payloads, ENGLISH) is None
        assert meant(title, lambda: True, [payload("menu")], payloads, ENGLISH) is None, "it was not offered"


@pytest.mark.parametrize(
    "found",
    [
        Heard(),
        Heard.button('/start_tour{"at":"basics"}'),
        Heard("help_self", 0.5, (("help_self", 0.5),), "threat", "other", frozenset({"threat"}), sure=False),
        Heard("greet", 1.0, details=frozenset({"name"}), lang="fr", lang_confidence=0.7),
    ],
)
def test_what_was_heard_comes_back_from_its_json(found):
    assert Heard.of(json.loads(json.dumps(found.to_dict()))) == found


def test_a_button_is_nothing_but_itself():
    found = Heard.button('/start_tour{"at":"basics"}')
    assert (found.intent, found.at, found.typed) == ("start_tour", "basics", False)


Load = Callable[..., Hear]


@pytest.fixture
def load(tmp_path) -> Load:
    """Trains one component, then loads another from what it stored."""
    storage, context = LocalModelStorage.create(tmp_path), ExecutionContext(GraphSchema({}))

    def load(**config) -> Hear:
        config = Hear.get_default_config() | config
        component = Hear.create(config, storage, Resource("nlu"), context)
        examples = [Message.build(text, intent, example_metadata={"lang": lang}) for text, intent, lang in EXAMPLES]
        resource = component.train(TrainingData(training_examples=examples))
        return Hear.load(config, storage, resource, context)

    return load


def test_rasa_gets_intent_ranking_and_language_and_no_text(load: Load) -> None:
    message = load().process([Message.build("Bonjour!!")])[0]
    assert message.get("intent")["name"] == "greet"
    assert message.get("intent_ranking")[0] == message.get("intent")
    assert Heard.of(message.get("heard")).lang == "fr"
    assert message.get("text") == ""
    assert {"intent", "intent_ranking", "heard", "text"} <= set(message.as_dict(only_output_properties=True))


def test_a_button_is_left_to_rasa(load: Load) -> None:
    assert load().process([Message.build("/menu")])[0].get("intent") is None


def test_loading_what_was_never_trained_fails(tmp_path) -> None:
    storage = LocalModelStorage.create(tmp_path)
    with pytest.raises(ValueError):
        Hear.load({}, storage, Resource("nothing"), ExecutionContext(GraphSchema({})))


def test_an_untrained_component_says_what_to_do(tmp_path) -> None:
    context = ExecutionContext(GraphSchema({}))
    component = Hear.create(Hear.get_default_config(), LocalModelStorage.create(tmp_path), Resource("nlu"), context)
    with pytest.raises(ValueError, match="staysafe train"):
        component.process([Message.build("hello")])


@pytest.mark.parametrize(("intent", "sure", "row"), [
    ("question_no_answer", 0.5, "told"), ("thanks", 0.5, None), ("help_human", 0.5, None),
    ("help_self", 0.5, "told"), ("out_of_scope", 0.5, "told")])  # fmt: skip
def test_what_is_told_is_more_than_a_word_to_the_bot_only_where_it_is_likelier(intent, sure, row):
    own = copy(ear())
    own._model = Model((intent, 0.8))
    own._reactions = Reactions("told", None, 0.0, sure)
    assert own.hear("well i rang and then", "en", trouble=("threat",)).reaction == row


def test_who_tells_on_of_a_trouble_may_mean_a_question_about_it():
    own = copy(ear())
    own._model = Model(("help_self", 0.7), ("question_pay", 0.3))
    heard = own.hear("well the money again", "en", trouble=("threat",))
    assert heard.ranking[0][0] == "question_pay"
    assert own.hear("well the money again", "en").ranking[0][0] == "help_self"


@pytest.mark.parametrize(("share", "danger", "intent"), [
    (0.99, 0.05, "help_danger_now"), (0.5, 0.05, "question_contact_text"),
    (0.99, 0.01, "question_contact_text")])  # fmt: skip
def test_a_danger_that_is_told_is_not_answered_as_the_question_it_sounds_like(share, danger, intent):
    own = copy(ear())
    own._model = Model(("question_contact_text", 0.9), ("help_danger_now", danger), kind="danger", share=share)
    assert own.hear("he sits next door", "en").intent == intent


@pytest.mark.parametrize(("share", "sure"), [(0.95, True), (0.5, False)])
def test_a_kind_is_sure_where_the_classifier_is(share, sure):
    own = copy(ear())
    own._model = Model(("help_self", 0.9), kind="asked", share=share)
    heard = own.hear("he keeps on at me", "en")
    assert (heard.kind, heard.sure_kind) == ("asked", sure)


@pytest.mark.parametrize(("text", "other", "intent"), [
    ("üvey babam gece odama giriyor", 0.05, "help_self"), ("üvey babam gece odama giriyor", 0.3, "unsure"),
    ("the table by night", 0.05, "out_of_scope")])  # fmt: skip
def test_what_is_rather_trouble_in_another_language_is_answered_as_help(text, other, intent):
    own = copy(ear())
    own._model = Model(("topic_harm", other), ("question_lives_with_us", 0.1), ("help_self", 0.04), ("menu", 0.0))
    own._model.ranking = tuple(sorted(own._model.ranking, key=lambda item: -item[1]))
    assert own.hear(text, "en").intent == intent


@pytest.mark.parametrize(("share", "other", "intent"), [
    (0.36, 0.28, "unsure"), (0.36, 0.34, "out_of_scope"), (0.14, 0.01, "out_of_scope")])  # fmt: skip
def test_a_doubtful_question_in_a_talk_is_worth_an_answer_where_it_stands_out(share, other, intent):
    own, rest = copy(ear()), (1 - share - other) / 100
    own._model = Model(("question_pay", share), ("menu", other), *((f"topic_{n}", rest) for n in range(100)))
    own._reactions = None
    assert own.hear("well the money", "en", trouble=("threat",)).intent == intent


class Two(Model):
    """Thinks of a whole message of two sentences as the first model does, and of each sentence as the second."""

    def __init__(self, whole: Model, part: Model) -> None:
        self.whole, self.part = whole, part

    def hear(self, said: Said) -> Prediction:
        return (self.whole if ". " in said.text else self.part).hear(said)


@pytest.mark.parametrize(("share", "intent"), [(0.95, "help_self"), (0.5, "question_pay")])
def test_a_graver_trouble_that_is_surely_told_stands_before_what_a_sentence_of_it_asks(share, intent):
    own = copy(ear())
    own._model = Two(Model(("help_self", 0.9), kind="touched", share=share), Model(("question_pay", 0.9)))
    assert own.hear("he came again. and the money?", "en", trouble=("bullied",)).intent == intent


class Corrects:
    """Hears in any message of a talk that the bot misunderstood."""

    def to(self, said: Said, thought: str | None = None) -> Reacted:
        return Reacted("not_that", None, 0.0, 1.0)


@pytest.mark.parametrize(("text", "trouble", "kind"), [
    ("well the other thing", ("threat",), "sent"), ("well, the other thing?", ("threat",), None)])  # fmt: skip
def test_what_is_told_in_place_of_what_was_misheard_is_heard_as_at_the_beginning(text, trouble, kind):
    own = copy(ear())
    own._model, own._reactions = Model(("help_self", 0.5), ("menu", 0.4), kind="sent", share=0.6), Corrects()
    heard = own.hear(text, "en", trouble=trouble)
    assert (heard.reaction, heard.kind) == ("not_that", kind)


class CorrectsFirst:
    """Hears in the first sentence that the bot misunderstood."""

    def to(self, said: Said, thought: str | None = None) -> Reacted:
        return Reacted("not_that" if said.text.startswith("he never") else None, None, 0.0, 1.0)


class ByItself:
    """Thinks of pictures, and of a relationship where no picture is named."""

    vectoriser = Model.vectoriser

    def hear(self, said: Said) -> Prediction:
        return Model(("help_self", 0.9), kind="asked" if "pics" in said.text else "relationship", share=0.95).hear(said)


def test_what_stands_beside_a_correction_is_heard_without_it():
    """ "He never asked for pics" has words for what it is not."""
    own = copy(ear())
    own._model, own._reactions = ByItself(), CorrectsFirst()
    heard = own.hear("he never asked for pics. we just love each other", "en", trouble=("asked",))
    assert (heard.reaction, heard.kind) == ("not_that", "relationship")
    assert own.hear("he never asked for pics", "en", trouble=("asked",)).kind == "asked"


@pytest.mark.parametrize(("lead", "weighs"), [(-1.0, False), (MEANWHILE, True)])
def test_words_for_adults_are_for_adults_alone(lead, weighs):
    own = copy(ear())
    own._model = Model(("question_class_say", 0.9), ("menu", 0.1))
    hear = own._model.hear
    own._model.hear = lambda said: replace(hear(said), speaks=Speaks(other="teacher", lead=lead))
    ranked = own.hear("what do they get to hear", "en", trouble=("picture_out",)).ranking
    assert (ranked[0][0] == "question_class_say") is weighs


def in_a_talk(text: str, model: Model, row: str | None, share: float = 0.0, sure: float = 0.0):
    own = copy(ear())
    own._model, own._reactions = model, Reactions(row, "self_harm", share, sure)
    return own.hear(text, "en", trouble=("threat",))


@pytest.mark.parametrize("asked", [0.9, 0.3, 0.0])
def test_what_is_surely_told_goes_before_what_it_sounds_like(asked):
    model = Model(("question_normal_feelings", asked), ("out_of_scope", 1 - asked))
    assert in_a_talk("well there it is then", model, "love", sure=0.4).reaction == "love"
    assert in_a_talk("well there it is then", model, None, sure=0.4).reaction is None


def test_a_clear_question_goes_before_a_feeling():
    def told(asked):
        model = Model(("question_stupid", asked), ("out_of_scope", 1 - asked))
        return in_a_talk("well there it is then", model, "feeling", sure=0.9).reaction

    assert (told(0.79), told(0.8)) == ("feeling", None)


@pytest.mark.parametrize("text", ["back", "stop"])
def test_a_command_tells_nothing(text):
    assert in_a_talk(text, Model(("menu", 0.1)), "back_again", sure=0.9).reaction is None


def test_who_says_that_they_do_not_want_to_die_is_believed_by_what_else_people_say():
    text, model = "i dont want to die i just want it gone", Model(("help_danger_now", 0.9), ("thanks", 0.1))
    assert in_a_talk(text, model, "not_danger", share=0.1, sure=0.8).kind != "self_harm"
    assert in_a_talk("no i dont want to die", model, "not_that", share=0.1, sure=0.8).kind != "self_harm"
    assert in_a_talk(text, model, "not_danger", share=0.4, sure=0.5).kind == "self_harm"
    assert in_a_talk(text, model, "feeling", share=0.1, sure=0.8).kind == "self_harm"


@pytest.mark.parametrize(
    "text",
    ["thats not what i meant. i meant i want to kill myself", "no i DO want to die", "u didnt get it i want to die"],
)
def test_who_says_plainly_that_they_want_to_die_is_believed_whatever_denial_stands_beside_it(text):
    model = Model(("help_danger_now", 0.9), ("thanks", 0.1))
    for row in ("not_danger", "not_that", "joking"):
        heard = in_a_talk(text, model, row, share=0.04, sure=0.84)
        assert (heard.kind, heard.intent) == ("self_harm", "help_danger_now"), row
        assert in_a_talk("i dont want to die", model, row, share=0.04, sure=0.84).kind != "self_harm"


@pytest.mark.parametrize(("kind", "share", "row", "danger"), [
    ("danger", TOGETHER, None, True), ("danger", 0.2, None, False), ("missing", 0.4, None, False),
    ("danger", 0.4, "not_danger", False)])  # fmt: skip
def test_a_danger_that_both_models_think_of_is_heard_where_the_words_sound_like_a_question(kind, share, row, danger):
    own = copy(ear())
    own._model = Model(("question_lock_door", 0.9), ("help_danger_now", 0.01), kind="danger", share=0.97)
    own._reactions = Reactions(row, kind, share, 0.4)
    heard = own.hear("will a chair hold it", "en", trouble=("touched",))
    assert (heard.intent == "help_danger_now") is danger
    assert (heard.kind == "danger") is danger


def test_what_is_a_danger_by_its_kind_is_help_in_danger_by_its_intent():
    own = copy(ear())
    own._model = Model(("help_self", 0.9), ("help_danger_now", 0.05), kind="missing", share=0.97)
    heard = own.hear("well she is off then", "en")
    assert (heard.kind, heard.intent) == ("missing", "help_danger_now")


def test_words_of_another_language_that_name_a_danger_are_believed():
    foreign = Model(("thanks", 0.9), ("help_danger_now", 0.1))
    foreign.hear = lambda said: Prediction([("thanks", 0.9), ("help_danger_now", 0.1)], None, 0.0)
    assert in_a_talk("quiero morir", foreign, "worse", share=0.0, sure=0.5).kind == "self_harm"


@pytest.mark.parametrize(("best", "in_trouble", "sure"), [
    ("help_self", True, True), ("question_over", True, False), ("question_over", False, True)])  # fmt: skip
def test_more_that_is_told_and_only_sounds_like_another_kind_is_not_sure(best, in_trouble, sure):
    predicted = Prediction([(best, 0.5)], "en", 1.0, kind="filmed", kind_share=0.95)
    assert _is_sure("filmed", predicted, in_trouble) is sure
    assert not _is_sure("threat", predicted, in_trouble)


def test_a_person_is_not_offered_again_to_who_hardly_asks_for_one():
    def heard(share):
        return in_a_talk("she replied to me today", Model(("out_of_scope", 0.6), ("help_human", share)), None).intent

    assert (heard(0.15), heard(0.9)) == ("out_of_scope", "help_human")


def test_who_did_it_never_hears_that_it_is_not_their_fault():
    """Whatever the classifier thinks of it besides: those words are for whom it was done to."""
    kinds = library().guide(None).kinds
    for thought in (None, *kinds):
        for signals in (frozenset(), frozenset({"first_person"}), frozenset({"first_person", "unease"})):
            assert kind_of(kinds, "help_own_behaviour", signals, "me", thought) != SOMETHING


@pytest.mark.parametrize("speaker", [(), *((adult,) for adult in ADULTS)])
def test_intents_of_one_sort_are_as_likely_in_any_talk(speaker: tuple[str, ...]):
    guide, fitting = library().guide("en"), ear()._fitting
    names = [question.intent for question in guide.questions.values()] + [intent.id for intent in guide.intents]
    assert len({fitting.alike(name) for name in names}) < len(names) / 2
    for kind, name, asks, adult in product(guide.kinds, names, (False, True), (False, True)):
        talk = (kind, *speaker), asks, adult
        assert fitting.likely(name, *talk) == fitting.likely(fitting.alike(name), *talk), name


@pytest.mark.parametrize(("trouble", "surely"), [("friend", True), ("own_picture", False), ("self_harm", False)])
def test_what_nobody_asks_in_such_a_trouble_is_hardly_meant_and_makes_nothing_else_likely(trouble: str, surely: bool):
    """ "Will she hate me" of a friend who told is another question than of somebody who passed a picture on."""
    predicted = Prediction([("question_friend_angry", 0.96), ("question_my_fault", 0.04)], "en", 0.9)
    shares = dict(ear()._fitting(predicted, (trouble,), asks=True, adult=False).intents)
    assert (shares["question_friend_angry"] > 0.9) is surely
    assert shares["question_my_fault"] <= 0.05


@pytest.mark.parametrize(
    "text", ["my nudes got leaked", "her pictures got leaked, everyone has them", "our pics got leaked"]
)
def test_what_was_leaked_is_out_and_no_threat(text: str):
    signals = ear()._rules.signals_in(text, ear()._rules.normaliser(text))
    assert not signals & {"threat", "sextortion"}


@pytest.mark.parametrize(("lead", "about"), [(OWNS, "me"), (OWNS + 0.1, "other")])
def test_what_sounds_like_a_friends_trouble_is_the_persons_where_they_surely_speak_of_themselves(lead, about):
    assert about_whom("help_friend", frozenset(), "me", lead) == about
    assert about_whom("help_friend", frozenset({"for_a_friend"}), "me", lead) == "other"
    assert about_whom("help_friend", frozenset(), "friend", lead) == "other"


@pytest.mark.parametrize(("share", "kind"), [(0.5, "self_harm"), (0.9, "violence")])
def test_a_danger_of_which_both_models_think_is_no_other_kind_that_is_doubted(share, kind):
    model = Model(("help_danger_now", CLEAR), ("menu", 0.1), kind="violence", share=share)
    own = copy(ear())
    own._model, own._reactions = model, Reactions(None, "self_harm", SOUNDS)
    assert own.hear("well there it is", "en", trouble=("threat", "parent")).kind == kind


@pytest.mark.parametrize(("text", "intent"), [("im deaf", "question_deaf"), ("i have no credit", "question_no_credit")])
def test_who_cannot_call_and_says_no_more_is_told_how_to_write(text, intent):
    own = copy(ear())
    likely = {name: 0.01 for name in own._no_calls} | {intent: 0.02}
    own._model = Model(("out_of_scope", 0.5), *likely.items())
    assert own.hear(text, "en").intent == intent
    assert own.hear("i like trains", "en").intent == "out_of_scope"


def test_who_says_its_not_about_them_at_first_speaks_of_somebody_else():
    own = copy(ear())
    own._model, own._reactions = Model(("question_sibling_too", 0.7), ("menu", 0.1)), Reactions("its_other", None, 0.0)
    assert own.hear("its not about me", "en").speaker == "friend"
    own._reactions = Reactions("told", None, 0.0)
    assert own.hear("its not about me", "en").speaker == "me"
