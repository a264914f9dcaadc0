"""Next, back and resume: what they mean depends on what is going on."""

from dataclasses import replace

from actions.registry import active, plugins
from actions.state import State, Step
from bot.guide.activities import Activity
from bot.guide.payloads import payload

#: A button that only the menu has, where the chapters stand among other things.
MENU_ONLY = payload("topics")


def resume(state: State) -> Step:
    """Show where it stands: the activity that was named, else the one that goes on."""
    named = next((line for line in state.guide.activities if line.resume == state.intent), None)
    if named:
        return _resume_named(state, named)
    activity = active(state)
    return activity.show(state) if activity else Step(state.phrase("nothing_to_resume"))


def _resume_named(state: State, line: Activity) -> Step:
    """Where that one stands; when it is not open, it is offered, and what goes on stays open."""
    activity = plugins()[line.id]
    if not state.slots.get(line.slot):
        return activity.start(replace(state, intent=line.start, at=""))
    step = activity.resume(state)
    return replace(step, slots={"activity": line.id, **step.slots})


def forward(state: State) -> Step:
    """On in what goes on, or into the tour where it was offered; else the open question: an answer leads on."""
    activity, chapter = active(state), _offered_chapter(state)
    if chapter and not (activity and activity.forward):
        return plugins()[chapter[0].id].start(replace(state, intent=chapter[0].start, at=chapter[1]))
    return activity.forward(state) if activity and activity.forward else resume(state)


def _offered_chapter(state: State) -> tuple[Activity, str] | None:
    """The first chapter among the buttons shown last, unless they were the menu's."""
    offered = state.slots.get("offered") or []
    for line in state.guide.activities if MENU_ONLY not in offered else ():
        first = next((name for name in offered if name.startswith(f"/{line.start}" + "{")), None)
        if line.holds == "chapters" and first:
            return line, state.read(first)[1]
    return None


def back(state: State) -> Step:
    """One step back, where that means something; the open question again elsewhere."""
    activity = active(state)
    return activity.back(state) if activity and activity.back else resume(state)
