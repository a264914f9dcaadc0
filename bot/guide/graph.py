"""A scenario as a graph: does every way through the story lead to an ending?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.guide.problems import Problem
from bot.guide.scenarios import Choice, Ending, Scenario, Step
from bot.guide.yaml_lines import Document, Location


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


def longest_way(scenario: Scenario, step: Step, been: frozenset[str] = frozenset()) -> int:
    """How many steps it takes at most from here to an ending, this one counted, none of them twice."""
    been = been | {step.id}
    nodes = (scenario.node(choice.goto) for choice in step.choices)
    onward = [longest_way(scenario, node, been) for node in nodes if isinstance(node, Step) and node.id not in been]
    return 1 + max(onward, default=0)


def graph_problems(scenario: Scenario, document: Document) -> list[Problem]:
    """What is wrong with the way the steps of a scenario hang together, with file and line."""
    known = {node.id for node in (*scenario.steps, *scenario.endings)}
    links = {step.id: {choice.goto for choice in step.choices} for step in scenario.steps}
    reached = _reach({scenario.start.id}, links)
    # A jump into nothing and a loose end are complaints of their own, not loops.
    stops = known.union(*links.values()) - {step.id for step in scenario.steps if step.choices}
    ways_out = _reach(stops, _turned_round(links))
    return [
        *_twice(scenario, document),
        *_dangling(scenario, document, known),
        *_loose_ends(scenario, document),
        *_unreached(scenario, document, reached),
        *_loops(scenario, document, reached, ways_out),
    ]


def _turned_round(links: dict[str, set[str]]) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = {}
    for source, targets in links.items():
        for target in targets:
            turned.setdefault(target, set()).add(source)
    return turned


def _reach(start: set[str], links: dict[str, set[str]]) -> set[str]:
    seen, queue = set(start), deque(start)
    while queue:
        for target in links.get(queue.popleft(), ()):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return seen


def _twice(scenario: Scenario, document: Document) -> Iterator[Problem]:
    named = [(("steps", s), step.id) for s, step in enumerate(scenario.steps)]
    named += [(("endings", e), ending.id) for e, ending in enumerate(scenario.endings)]
    yield from _repeated(named, document)
    for s, step in enumerate(scenario.steps):
        yield from _repeated([(("steps", s, "choices", c), x.id) for c, x in enumerate(step.choices)], document)


def _repeated(named: list[tuple[Location, str]], document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, name in named:
        if name in seen:
            yield document.problem((*at, "id"), f"the id `{name}` stands here twice", "Rename one of the two.")
        seen.add(name)


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
        document.problem(("steps", s, "choices"), f"step `{step.id}` is a loose end: it has no choices", advice)
        for s, step in enumerate(scenario.steps)
        if not step.choices
    ]


def _unreached(scenario: Scenario, document: Document, reached: set[str]) -> list[Problem]:
    parts = [("steps", "step", scenario.steps), ("endings", "ending", scenario.endings)]
    return [
        document.problem((part, index, "id"), f"no choice leads to {what} `{node.id}`", "Lead there, or delete it.")
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
