"""A scenario as a graph: does every way through the story lead to an ending?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.guide.problems import Problem
from bot.guide.scenarios import Choice, Ending, Scenario, Step
from bot.guide.yaml_lines import Document


@dataclass(frozen=True)
class Path:
    """One way through a story: the choices made, in order, and the ending they lead to."""

    choices: tuple[tuple[Step, Choice], ...]
    ending: Ending


def paths(scenario: Scenario) -> Iterator[Path]:
    """Every way from the start to an ending that visits no step twice. The scenario must be sound."""
    yield from _walk(scenario, scenario.start, ())


def _walk(scenario: Scenario, step: Step, taken: tuple[tuple[Step, Choice], ...]) -> Iterator[Path]:
    been = {step.id, *(earlier.id for earlier, _ in taken)}
    for choice in step.choices:
        node = scenario.node(choice.goto)
        if isinstance(node, Ending):
            yield Path((*taken, (step, choice)), node)
        elif node.id not in been:
            yield from _walk(scenario, node, (*taken, (step, choice)))


def graph_problems(scenario: Scenario, document: Document) -> list[Problem]:
    """What is wrong with the way the steps of a scenario hang together, with file and line."""
    known = {node.id for node in (*scenario.steps, *scenario.endings)}
    links = {step.id: [c.goto for c in step.choices if c.goto in known] for step in scenario.steps}
    found = [*_dangling(scenario, document, known), *_loose_ends(scenario, document)]
    reached = _reach({scenario.start.id}, links)
    back: dict[str, list[str]] = {}
    for step_id, targets in links.items():
        for target in targets:
            back.setdefault(target, []).append(step_id)
    ways_out = _reach({ending.id for ending in scenario.endings}, back)
    dangling_steps = {s.id for s in scenario.steps if not s.choices or len(links[s.id]) < len(s.choices)}
    ways_out |= _reach(dangling_steps, back)  # already reported above: no second complaint
    return found + _unreached(scenario, document, reached) + _loops(scenario, document, reached, ways_out)


def _reach(start: set[str], links: dict[str, list[str]]) -> set[str]:
    seen, queue = set(start), deque(start)
    while queue:
        for target in links.get(queue.popleft(), ()):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return seen


def _dangling(scenario: Scenario, document: Document, known: set[str]) -> list[Problem]:
    return [
        document.problem(
            ("steps", s, "choices", c, "goto"),
            f"`goto: {choice.goto}` leads nowhere",
            f"Name a step or an ending of this story: {', '.join(sorted(known))}.",
        )
        for s, step in enumerate(scenario.steps)
        for c, choice in enumerate(step.choices)
        if choice.goto not in known
    ]


def _loose_ends(scenario: Scenario, document: Document) -> list[Problem]:
    advice = "Add choices, or make it an ending."
    return [
        document.problem(
            ("steps", s, "choices"), f"step `{step.id}` is a loose end: it has no choices", advice
        )
        for s, step in enumerate(scenario.steps)
        if not step.choices
    ]


def _unreached(scenario: Scenario, document: Document, reached: set[str]) -> list[Problem]:
    parts = [("steps", "step", scenario.steps), ("endings", "ending", scenario.endings)]
    return [
        document.problem(
            (part, index, "id"), f"no choice leads to {what} `{node.id}`", "Lead there, or delete it."
        )
        for part, what, nodes in parts
        for index, node in enumerate(nodes)
        if node.id not in reached
    ]


def _loops(scenario: Scenario, document: Document, reached: set[str], ways_out: set[str]) -> list[Problem]:
    return [
        document.problem(
            ("steps", s, "id"),
            f"from step `{step.id}` no way leads to an ending",
            "Let one of its choices lead out of the loop.",
        )
        for s, step in enumerate(scenario.steps)
        if step.id in reached and step.id not in ways_out
    ]
