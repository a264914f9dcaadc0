"""A talk without Rasa and the web: what was heard is given, then decided and told as in the bot."""

from typing import Any

from bot.assistant.decide import Decision, decide
from bot.assistant.heard import Heard
from bot.assistant.kinds import about_whom, kind_of
from bot.assistant.library import Library, library
from bot.assistant.state import State
from bot.assistant.tell import beside, tell
from bot.assistant.words.turn import Turn
from bot.guide.reply import Reply

LIBRARY = library()
GUIDE = LIBRARY.guide("en")
BOOK = LIBRARY.book


def typed(intent: str, *signals: str, **more: Any) -> Heard:
    """A typed message of that intent, in which the safety net noticed these signals."""
    noticed, share = frozenset(signals), more.pop("confidence", 0.9)
    about = more.pop("about", about_whom(intent, noticed))
    kind = more.pop("kind", kind_of(BOOK.kinds, intent, noticed, about, None, share))
    ranking = more.pop("ranking", ((intent, share), ("topic_sextortion", 0.1)))
    return Heard(intent, share, ranking, kind, about, noticed, **{"topic": "sextortion", **more})


class Talk:
    """One conversation; slots are those that Rasa keeps."""

    def __init__(self, country: str | None = "GB", source: Library = LIBRARY, **slots: Any) -> None:
        self.slots: dict[str, Any] = {"country": country, **slots}
        self.source = source
        self.decision = Decision("", "")

    def say(self, heard: Heard | str) -> Reply:
        """The answer to a message, or to a button of that intent."""
        heard = Heard.button(f"/{heard}") if isinstance(heard, str) else heard
        self.decision = decide(heard, State.of(self.slots), self.source.book)
        self.slots |= {"state": self.decision.state.to_slot(), **dict(self.decision.slots)}
        self.turn = turn(self.slots, heard, self.decision, self.source)
        return tell(self.turn) if self.decision.action is None else Reply()

    @property
    def bar(self) -> str | None:
        """The need of the contacts beside the talk, as the last answer set it."""
        return beside(self.turn).need

    @property
    def trouble(self):
        """The trouble that was told."""
        return State.of(self.slots).trouble


def turn(
    slots: dict[str, Any], heard: Heard | None = None, decision: Decision | None = None, source: Library = LIBRARY
) -> Turn:
    """What the words see."""
    return Turn(
        source.guide("en"),
        source.directory.current,
        source.contacting,
        slots,
        heard or Heard(),
        Decision.of(decision.to_dict()) if decision else Decision("", ""),
        page=source.pages.get(State.of(slots).tongue or "", {}),
    )


def words(reply: Reply) -> str:
    """All that is said."""
    return "\n".join(message["text"] for message in reply.messages)
