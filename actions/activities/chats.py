"""Read the chat: it unrolls message by message; tap where it turns; the feedback names the trick."""

from typing import Any

from actions.activity import Activity
from actions.state import State, Step
from bot.guide.chats import Chat
from bot.guide.payloads import payload
from bot.guide.reply import Reply

HERE, FINE = "here", "fine"
OVER = {"activity": "none", "chat": None}


def start(state: State) -> Step:
    """Begin the chat that was named, or show all of them."""
    chat = state.guide.chats.get(state.at)
    if chat is None:
        return Step(_list(state))
    reply = Reply(need=chat.need).say(chat.intro, kind="scenario", title=chat.title)
    return _unroll(state, reply, chat, 0, 0)


def answer(state: State) -> Step:
    """It turns here, it never turns, or (at the end) at which message it turned."""
    name, _, said = state.at.partition(".")
    chat, read = _place(state)
    if chat is None or chat.id != name:
        chat = state.guide.chats.get(name)
        if chat is None:
            return show(state)
        read = len(chat.lines)
    if said == FINE:
        return _judged(state, chat, right=chat.turn is None, at=None)
    at = read if said == HERE else int(said) if said.isascii() and said.isdigit() else 0
    if not 1 <= at <= len(chat.lines):
        return show(state)
    if said == HERE and read < (chat.turn or len(chat.lines) + 1) and read < len(chat.lines):
        return _unroll(state, state.phrase("chats_not_yet"), chat, read, read)
    return _judged(state, chat, right=chat.is_trick(at), at=at)


def show(state: State) -> Step:
    """The chat as far as it was read, again."""
    chat, read = _place(state)
    if chat is None:
        return Step(_list(state, offer_resume=False), OVER)
    return _show(state, Reply(need=chat.need), chat, 0, read)


def reveal(state: State) -> Step:
    """Not knowing is fine: where it turns, and why."""
    chat, _ = _place(state)
    return _told(state, state.phrase("chats_dont_know"), chat) if chat else show(state)


def forward(state: State) -> Step:
    """The next messages."""
    chat, read = _place(state)
    return _unroll(state, Reply(need=chat.need), chat, read, read) if chat else show(state)


def _list(state: State, offer_resume: bool = True) -> Reply:
    reply = state.phrase("chats_list")
    chats = [payload("start_chats", name) for name in state.guide.chats]
    reply.suggestions = (state.resumable if offer_resume else []) + chats + reply.suggestions
    return reply


def _place(state: State) -> tuple[Chat | None, int]:
    """The open chat and how many of its messages were read."""
    place: dict[str, Any] = state.slots.get("chat") or {}
    chat = state.guide.chats.get(place.get("id", ""))
    return chat, min(int(place.get("read", 0)), len(chat.lines)) if chat else 0


def _unroll(state: State, reply: Reply, chat: Chat, first: int, read: int) -> Step:
    """On to the next message of the other one, with what is answered before it."""
    return _show(state, reply, chat, first, chat.beat(read))


def _show(state: State, reply: Reply, chat: Chat, first: int, read: int) -> Step:
    extra = {"title": chat.title, "progress": state.progress(read, len(chat.lines))}
    for line in chat.lines[first:read]:
        mine = {"mine": True} if line.by == chat.you else {}
        reply.say([f"**{line.by}:** {line.text}"], kind="scenario", **extra, **{"from": line.by}, **mine)
    slots = {"activity": "chats", "chat": {"id": chat.id, "read": read}}
    if read < len(chat.lines):
        reply.offer(payload("next"), payload("read", f"{chat.id}.{HERE}"), payload("stop"))
        return Step(reply, slots)
    reply.say([f"**{state.guide.ui['chats']['where']}**"], kind="quiz", title=chat.title)
    numbers = [at for at, line in enumerate(chat.lines, 1) if line.by != chat.you]
    reply.offer(*(payload("read", f"{chat.id}.{at}") for at in numbers))
    return Step(reply.offer(payload("read", f"{chat.id}.{FINE}"), payload("stop")), slots)


def _judged(state: State, chat: Chat, right: bool, at: int | None) -> Step:
    if right:
        return _told(state, state.phrase("chats_right" if chat.turn else "chats_right_fine"), chat)
    if chat.turn is None:
        return _told(state, state.phrase("chats_wrong_fine"), chat)
    return _told(state, state.phrase("chats_missed" if at is None else "chats_other_line"), chat)


def _told(state: State, reply: Reply, chat: Chat) -> Step:
    """Where it turned and by which tricks; why it is so; what one could do; on."""
    reply.need, title = chat.need, chat.title
    for line in chat.lines:
        if line.trick:
            trick = state.guide.tricks[line.trick]
            reply.say([f"“{line.text}” **{trick.name}.** {trick.say}"], kind="quiz", title=title)
    reply.say(chat.because, kind="quiz", title=title)
    closing = state.phrase("chats_end")
    reply.messages += closing.messages
    following = _following(state, chat)
    reply.offer(payload("start_chats", following), *(payload(f"topic_{topic}") for topic in chat.topics))
    return Step(reply.offer(*closing.suggestions), OVER)


def _following(state: State, chat: Chat) -> str:
    names = list(state.guide.chats)
    return names[(names.index(chat.id) + 1) % len(names)]


ACTIVITY = Activity("chats", start, answer, show, reveal, show, forward=forward)
