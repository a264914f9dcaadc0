"""Hear: everything that is read from a message, in one place and once.

The channel asks the ear of the component that Rasa loaded (:mod:`bot.assistant.component`), and gives Rasa what was
heard in the place of the text: it is masked and read once, and never reaches Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.assistant.fitting import QUESTION_PREFIX, Fitting
from bot.assistant.heard import CANNOT_CALL, MISHEARD, OTHERS_TROUBLE, UNSURE, Heard
from bot.assistant.kinds import ADULTS, about_whom, is_named, kind_of, who_speaks
from bot.assistant.library import Library
from bot.assistant.lookups import Guess, Lookups
from bot.assistant.masking import mask
from bot.assistant.nlu import vectors
from bot.assistant.nlu.model import OF_SOMEBODY, OUT_OF_SCOPE, TALK, IntentModel, Prediction, Reason, Said, group_of
from bot.assistant.parts import MOST, NO_DANGER, clauses, is_denied, sentences, with_parts
from bot.assistant.reactions import AGREED, Reacted, Reactions, is_silence
from bot.assistant.safety.assessment import DANGER, HELP_PREFIX, HUMAN, SELF, TOPIC_PREFIX, assess_signals
from bot.assistant.safety.rules import SafetyRules
from bot.assistant.tongues import Tongues, has_letters
from bot.guide.help import HELPERS, SOMETHING
from bot.guide.languages import DEFAULT_LANGUAGE

#: What may have been asked: where two of these are close, the answer asks back.
ASKED = (TOPIC_PREFIX, QUESTION_PREFIX)
#: What shows that something is asked: the sign, or the signal of the safety net.
ASKS, QUESTION = "?", "question"
#: Signals: somebody does something; it is told of oneself; people in general are asked about.
HAPPENING, FIRST_PERSON, STUDY = "happening", "first_person", "study"
#: The signal of a wish to die that is said so plainly that no denial beside it counts.
PLAINLY = "plainly_dying"
#: Signals that speak against a call for help: a definition is asked for, or it says that it did not happen.
QUIET = frozenset({STUDY, "definition", "negated"})
#: From this share on, and so many times likelier than all that is none, a doubtful question is worth an answer in
#: trouble: an answer to something else hurts more than to be asked back.
STANDS_OUT, AHEAD = 0.15, 1.2
#: A statement that is less certainly (0-1) what it sounds like is rather a call for help.
CLEAR = 0.8
#: What asks nothing, and is less likely (0-1) to be what others ask by the second model, tells something.
ASKED_BY_FEW = 0.2
#: Rows for whatever is told: a clear question ("i feel so stupid") has a better answer.
VAGUE = ("feeling", "again")
#: From these shares (0-1) on a kind is sure, and help in danger is thought of, or no far thought.
SURE_KIND, THOUGHT_OF, NEAR_BY = 0.9, 0.03, 0.1
#: How likely (0-1) a danger to life must be, by what else people say in a talk about trouble: where words name it,
#: where it only sounds like it, and where the first model did not think of it.
NAMED, SOUNDS, UNTHOUGHT = 0.02, 0.2, 0.5
#: What the first model surely thinks is a danger by its kind must be so likely (0-1) by the second, which thinks of
#: the same kind, however little the words sound like an alarm. Of 30 dangers that raised none 7 do then, and of 447
#: turns of played talks 10, of which 7 tell of one.
TOGETHER = 0.25
#: A danger that its own message denies must be so likely beside that denial.
DENIED = 0.7
#: One in so many of the guide's own wordings shows the letters of its language as well as all of them.
FEW = 4
#: How likely (0-1) trouble must be in a message in another language to be thought of at all.
FOREIGN_HELP = 0.05
#: Help that is so many times less likely than the likeliest guess is no thought at all.
FAR = 4.0
#: Needs of questions that mostly somebody in danger asks.
OF_DANGER = ("danger", "crisis")
#: So many words may only point to what was said before.
SHORT = 3
#: Where a clause ends.
CLAUSE = re.compile(r"[.,;:!?…\n]+")
#: So many different clauses are read at each end of a message: no message of sentences has more.
CLAUSES = 50
#: Plain letters and signs.
ASCII = re.compile(r"[\x00-\x7f]+")
#: Confidence in what was said exactly, and in an intent that the classifier did not think of.
CERTAIN = 1.0


class Ear:
    """Reads messages. Immutable, shared by all conversations, keeps nothing of what it is asked.

    Args:
        reactions: hears what is said in a talk about trouble when nothing is asked.
    """

    def __init__(
        self,
        model: IntentModel,
        source: Library,
        rules: SafetyRules,
        reactions: Reactions | None = None,
    ) -> None:
        self._model, self._rules, self._lookups, self._reactions = model, rules, Lookups(source), reactions
        self._kinds, self._tongues = source.guide(None).kinds, tongues_of(source)
        self._grave = {name for name, kind in self._kinds.items() if kind.grave}
        whens = [when for name in self._grave for when in self._kinds[name].when]
        named = {signal for when in whens for signal in (*when.any, *when.all)}
        self._alarms = frozenset(named | {signal for signal, also in rules.net.means.items() if named & set(also)})
        questions = source.guide(None).questions.values()
        self._suits = {question.intent: question.suits for question in questions}
        self._needs = {question.intent: question.need for question in questions}
        self._fitting, self._no_calls = Fitting(questions, self._grave), sorted(source.book.no_calls)

    def hear(
        self, text: str, lang: str | None = None, country: str | None = None, trouble: tuple[str, ...] = ()
    ) -> Heard:
        """What is said in `text`.

        Args:
            lang: the language of the page.
            country: the one that is set; it tells which of two places with one name is meant.
            trouble: the kinds that the talk is about, so that "same" and "it came back" mean something, and only
                such questions are asked as belong to it.
        """
        masked = mask(text)
        said, *parts = self._said([masked.text, *(reversed(clauses(masked.text)) if trouble else ())])
        whole = replace(self._read(said, lang, country, trouble), details=masked.found)
        told: Iterable[Heard] = (self._read(part, lang, country, trouble) for part in parts)
        if whole.kind in self._grave and len(sentences(masked.text)) <= MOST:
            told = tuple(told)
            if is_denied(self._grave, told):
                whole = replace(self._read(said, lang, country, trouble, denied=True), details=masked.found)
        if self._decided(whole, trouble):
            return whole
        heard = with_parts(whole, told)
        if heard.reaction != MISHEARD or heard.asks or heard.intent.startswith(QUESTION_PREFIX):
            return heard
        told_instead = self._beside_the_correction(said, parts, lang, country, trouble)
        return _put_right(heard, self._read(told_instead, lang, country, ()), trouble)

    def _beside_the_correction(
        self, said: Said, parts: Sequence[Said], lang: str | None, country: str | None, trouble: tuple[str, ...]
    ) -> Said:
        """The sentences that say what is meant ("he never asked for pics. he wants to visit"), or the whole message."""
        rest = [part.text for part in parts if self._read(part, lang, country, trouble).reaction != MISHEARD]
        return self._said([" ".join(reversed(rest))])[0] if 0 < len(rest) < len(parts) else said

    def is_alarming(self, text: str, lang: str | None, country: str | None, trouble: tuple[str, ...]) -> bool:
        """Would `hear` find it alarming? Its words alone tell, except words of danger in a talk about trouble."""
        said = Said(mask(text).text, self._rules.normaliser)
        signals = self._rules.signals_in(said.text, said.plain)
        if trouble and signals & self._alarms:
            return self.hear(text, lang, country, trouble).alarming
        return self._sounds_alarming(signals)

    def _sounds_alarming(self, signals: frozenset[str]) -> bool:
        return (assess_signals(signals, (), self._rules).intent or "").startswith(HELP_PREFIX)

    def _said(self, texts: list[str]) -> list[Said]:
        """A message and its parts; their vectors are made together, which takes half as long as one by one.

        Misspelt words are mended before: letters in a wrong order have another meaning, or none. A message with letters
        of other languages is read as typed, for plain words have lost their accents.
        """
        said = [Said(text, self._rules.normaliser) for text in texts]
        own = self._model.vectoriser
        read = [(one.read_by(own).mended if _is_plain(one.text) else None) or one.text for one in said]
        for one, meaning in zip(said, vectors.encode(read), strict=True):
            vars(one)["meaning"] = meaning
        return said

    def _decided(self, heard: Heard, trouble: tuple[str, ...]) -> bool:
        """Does the message as a whole say what to answer, so that no part of it may change that?"""
        kind = self._kinds.get(heard.kind or "")
        if heard.command or heard.asked or heard.place or kind is None:
            return bool(heard.command or heard.asked or heard.place)
        gravest = max((self._kinds[name].gravity for name in trouble if name in self._kinds), default=0)
        clear = heard.sure_kind or gravest <= self._kinds[SOMETHING].gravity or is_named(self._kinds, heard)
        return kind.grave or (kind.gravity > gravest and clear)

    def _read(
        self, said: Said, lang: str | None, country: str | None, trouble: tuple[str, ...], denied: bool = False
    ) -> Heard:
        """What a message says, or a part of it (masked). `denied`: a sentence of it says that there is no danger."""
        in_trouble, text = bool(trouble), said.text
        signals = self._rules.signals_in(text, said.plain)
        asks = ASKS in text or QUESTION in signals
        predicted = self._model.hear(said)
        speaker = who_speaks(predicted.speaks, trouble, signals)
        # "I told my mum" may be the first that is said, and sounds like a question; so may nothing be.
        first = is_silence(text) or predicted.best[0].startswith(QUESTION_PREFIX)
        reacts = self._reactions and (in_trouble or first)
        reacted = self._reactions.to(said, predicted.kind) if reacts else Reacted()
        least = SOUNDS if denied or reacted.row in NO_DANGER else AGREED
        agreed = in_trouble and predicted.kind in self._grave and reacted.share >= least
        hint = predicted.kind if agreed else None
        if reacted.row == OTHERS_TROUBLE:
            speaker = predicted.speaks.other
        if in_trouble:
            predicted, signals = self._alarmed(predicted, signals, reacted, denied)
            predicted = self._fitting(predicted, trouble, asks, adult=speaker in ADULTS)
        guess = Guess(predicted.best[0] if predicted.known else OUT_OF_SCOPE, predicted.best[1])
        named = self._lookups.look_up(text, lang or DEFAULT_LANGUAGE, country, guess, in_trouble)
        asked = asks or (not in_trouble and self._asks_somewhere(text))
        intent, confidence, sure = self._weighed(predicted, named.guess, signals, in_trouble, asked, ASKS in text)
        tongue = self._tongues.of(text)
        if tongue not in (None, DEFAULT_LANGUAGE) and intent in (OUT_OF_SCOPE, UNSURE):
            intent = _rather_help(predicted) or intent
        if intent in (OUT_OF_SCOPE, UNSURE) and CANNOT_CALL in signals:
            shares = dict(predicted.intents)
            intent = max(self._no_calls, key=lambda name: shares.get(name, 0.0), default=intent)
        about = about_whom(intent, signals, speaker, predicted.speaks.lead)
        certain = _certain(predicted) and (not in_trouble or reacted.share >= UNTHOUGHT)
        kind = kind_of(self._kinds, intent, signals, about, predicted.kind, confidence, certain)
        doubted = predicted.kind_share < SURE_KIND and reacted.share >= SOUNDS
        if intent == DANGER and confidence >= CLEAR and doubted and kind not in self._grave:
            kind = reacted.grave
        return Heard(
            intent=DANGER if kind in self._grave else intent,  # one word for what is answered as a danger to a life
            confidence=confidence,
            ranking=tuple(predicted.intents[:10]),
            kind=kind,
            about=about,
            speaker=speaker,
            sure_kind=_is_sure(kind, predicted, in_trouble),
            tells=in_trouble and not asks and reacted.asked < ASKED_BY_FEW,
            hint=hint,
            signals=signals,
            sure=sure,
            alarming=self._sounds_alarming(signals),
            topic=_closest(predicted, TOPIC_PREFIX),
            question=_closest(predicted, QUESTION_PREFIX),
            command=named.command,
            place=named.place,
            asks=asks,
            short=len(text.split()) <= SHORT,
            term=named.term,
            country=named.country,
            at=named.at,
            asked=named.asked,
            reaction=reacted.row if not named.command and _is_told(intent, predicted, reacted) else None,
            lang=tongue or predicted.lang,
            lang_confidence=predicted.lang_confidence,
            tongue=(tongue or predicted.lang) if has_letters(text) else None,
        )

    def explain(self, text: str) -> list[Reason]:
        """The parts of words that spoke most for and against the likeliest intent, strongest first."""
        return self._model.explain(mask(text).text)

    def _alarmed(
        self, predicted: Prediction, signals: frozenset[str], reacted: Reacted, denied: bool
    ) -> tuple[Prediction, frozenset[str]]:
        """The prediction and the signals as what else is said in such a talk has them: a danger to life, or none."""
        if self._reactions is None:
            return predicted, signals
        shares = dict(predicted.intents)
        if _both_think_of_it(predicted, reacted):
            shares[DANGER] = CERTAIN
        elif reacted.share >= UNTHOUGHT:
            shares[DANGER] = max(shares.get(DANGER, 0.0), reacted.share)
            predicted = replace(predicted, kind=reacted.grave)
        elif predicted.lang == DEFAULT_LANGUAGE and reacted.share < self._least(signals, reacted, denied):
            shares[DANGER] = 0.0
            signals -= self._alarms
        return replace(predicted, intents=sorted(shares.items(), key=lambda item: -item[1])), signals

    def _least(self, signals: frozenset[str], reacted: Reacted, denied: bool) -> float:
        """How likely a danger must be for the first model, or the words, to be believed."""
        if denied:
            return UNTHOUGHT
        if reacted.row in NO_DANGER and PLAINLY not in signals:
            return max(SOUNDS, DENIED * reacted.sure)
        return NAMED if signals & self._alarms else SOUNDS

    def _weighed(
        self, predicted: Prediction, guess: Guess, signals: frozenset[str], in_trouble: bool, asks: bool, marked: bool
    ) -> tuple[str, float, bool]:
        """The intent, its confidence, and whether it is sure: the guess, unless the safety net or doubt speaks."""
        best, confidence = predicted.best
        # Beside an exact command ("stop") the classifier's guess counts for nothing; what the words say still does.
        ranking: Sequence[tuple[str, float]] = () if guess.exact else predicted.intents
        found = assess_signals(signals, ranking, self._rules, understood=guess.intent == best)
        if found.intent:
            return found.intent, dict(predicted.intents).get(found.intent, CERTAIN), found.sure
        speaks = not (in_trouble or guess.exact or marked or signals & QUIET)
        told = self._told(predicted, signals) if speaks and not asks else None
        told = told or (self._likeliest_help(predicted) if speaks else None)
        if told:
            return told, confidence, False
        undecided = guess.intent == best and best.startswith(ASKED) and not guess.exact
        if in_trouble and not guess.exact and best.startswith(QUESTION_PREFIX) and not (undecided and predicted.sure):
            # There an answer to something else hurts more than buttons with what may have been meant.
            return (UNSURE if _stands_out(predicted) else OUT_OF_SCOPE), confidence, found.sure
        if undecided and not predicted.sure:
            # Between a question and danger to a life there is no asking back.
            in_danger = STUDY not in signals and self._in_danger(predicted)
            return (DANGER if in_danger else UNSURE), confidence, found.sure
        return guess.intent, guess.confidence, found.sure

    def _asks_somewhere(self, text: str) -> bool:
        """Does any of its clauses have the form of a question ("he used a fake name, can they find him")?"""
        parts = [part.strip() for part in CLAUSE.split(text) if part.strip()]
        different = list(dict.fromkeys(parts))
        return len(parts) > 1 and any(
            QUESTION in self._rules.signals_in(part, self._rules.normaliser(part))
            for part in (*different[:CLAUSES], *different[CLAUSES:][-CLAUSES:])
        )

    def _likeliest_help(self, predicted: Prediction) -> str | None:
        """The help for what surely tells of a trouble, where no question mark speaks against it."""
        helps = [(name, share) for name, share in predicted.intents if name.startswith(HELP_PREFIX)]
        sure = predicted.kind is not None and predicted.kind_share >= SURE_KIND
        far = max(NEAR_BY, predicted.best[1] / FAR)
        return helps[0][0] if sure and sum(share for _, share in helps) >= far else None

    def _in_danger(self, predicted: Prediction, least: float = NEAR_BY) -> bool:
        """Is the kind of trouble surely a danger to life, and help in danger at least so likely (0-1)?"""
        grave = predicted.kind in self._grave and predicted.kind_share >= SURE_KIND
        return grave and dict(predicted.intents).get(DANGER, 0.0) >= least

    def _told(self, predicted: Prediction, signals: frozenset[str]) -> str | None:
        """The help for who asks nothing, and tells what somebody in trouble does ("he told me no one will believe me").

        Later in the talk that is answered like the question it sounds like; as the first that is said it is a call for
        help: for danger, where only somebody in danger says so.
        """
        best = predicted.best[0]
        if best not in self._needs:
            return None
        if self._in_danger(predicted, THOUGHT_OF):
            return DANGER
        if not self._suits[best]:
            return None
        if self._needs[best] in OF_DANGER:
            return DANGER
        doubtful = FIRST_PERSON in signals and predicted.best[1] < CLEAR
        return SELF if HAPPENING in signals or doubtful else None


def _both_think_of_it(predicted: Prediction, reacted: Reacted) -> bool:
    """Is one model sure of a kind of danger to life, and does the other think of the same, and of no denial?"""
    same = predicted.kind == reacted.grave and predicted.kind_share >= SURE_KIND
    return same and reacted.share >= TOGETHER and reacted.row not in NO_DANGER


def _put_right(heard: Heard, anew: Heard, trouble: tuple[str, ...]) -> Heard:
    """With the trouble that is told in place of the one that was misheard, as at the beginning of a talk. Whom it is
    about is put right in other words."""
    if anew.kind is None or (anew.about == "other" and not set(HELPERS).intersection(trouble)):
        return heard
    names = ("intent", "confidence", "ranking", "kind", "about", "speaker", "sure_kind")
    return replace(heard, **{name: getattr(anew, name) for name in names})


def _rather_help(predicted: Prediction) -> str | None:
    """The likeliest help for what is more like trouble, told or asked about, than like all else together."""
    trouble = sum(predicted.groups.get(group, 0.0) for group in OF_SOMEBODY)
    if trouble < FOREIGN_HELP or trouble < sum(predicted.groups.values()) - trouble:
        return None
    return next((name for name, _ in predicted.intents if name.startswith(HELP_PREFIX) and name != DANGER), SELF)


def _is_plain(text: str) -> bool:
    return text.isascii() or not any(map(str.isalpha, ASCII.sub("", text)))


def _is_sure(kind: str | None, predicted: Prediction, in_trouble: bool) -> bool:
    """Is the kind sure, and in a talk about trouble more of a trouble told rather than something asked?"""
    tells = not in_trouble or predicted.best[0].startswith(HELP_PREFIX)
    return kind is not None and kind == predicted.kind and predicted.kind_share >= SURE_KIND and tells


def _certain(predicted: Prediction) -> bool:
    """Is the kind of trouble sure, and help in danger at least thought of?"""
    return predicted.kind_share >= SURE_KIND and dict(predicted.intents).get(DANGER, 0.0) >= THOUGHT_OF


def _is_told(intent: str, predicted: Prediction, reacted: Reacted) -> bool:
    """Is it rather told than asked ("i called, no one answered") or said to the bot ("thanks", "the number again")?"""
    best, share = predicted.best
    if intent == best and (group_of(best) == TALK or best == HUMAN):
        return reacted.sure >= share
    asked = max((share for name, share in predicted.intents if name.startswith(QUESTION_PREFIX)), default=0.0)
    return reacted.row is not None and not (reacted.row in VAGUE and asked >= CLEAR)


def _stands_out(predicted: Prediction) -> bool:
    """Is the likeliest guess a question about a trouble, and ahead of all that is none? That is worth an answer."""
    best, share = predicted.best
    no_question = max((share for name, share in predicted.intents if not name.startswith(QUESTION_PREFIX)), default=0.0)
    return best.startswith(QUESTION_PREFIX) and share >= STANDS_OUT and share >= AHEAD * no_question


def tongues_of(source: Library) -> Tongues:
    """Tells the languages that have first words of help from the one of the guide."""
    guide, pages = source.guide(None), source.pages.items()
    home = (text for part in (guide.topics, guide.questions) for one in part.values() for text in one.ask[::FEW])
    return Tongues(home, {lang: [text for page in of.values() for text in page.first[0].say] for lang, of in pages})


def _closest(predicted: Prediction, prefix: str) -> str | None:
    names = (name.removeprefix(prefix) for name, _ in predicted.intents if name.startswith(prefix))
    return next(names, None)
