"""Whatever stands in a file, the check tells about it and does not fall over."""

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.guide.checks import check_data

FILES = [
    "languages.yml",
    "sources.yml",
    "intents.yml",
    "forbidden_terms.yml",
    "forbidden_questions.yml",
    "law/frameworks.yml",
    "guide/en/law.yml",
    "guide/en/chapters.yml",
    "guide/en/glossary.yml",
    "guide/en/myths.yml",
    "guide/en/phrases/help.yml",
    "guide/en/phrases/ui.yml",
    "guide/en/topics/harm.yml",
    "guide/en/scenarios/new_friend.yml",
    "nlu/en/greet.yml",
    "lang/en/commands.yml",
]
KEYS = st.sampled_from(
    ["id", "topics", "say", "steps", "choices", "source", "seed", "intent", "examples", "pattern", "code", "x"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["harm", "{contacts}"])
TREES = st.recursive(
    SCALARS, lambda child: st.lists(child, max_size=3) | st.dictionaries(KEYS, child, max_size=4), max_leaves=12
)
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def changed(content: object, steps: list[int], tree: object) -> object:
    """`content` with one part, found by `steps` down from the top, replaced by `tree`."""
    if not steps or not isinstance(content, dict | list) or not content:
        return tree
    key = (list(content) if isinstance(content, dict) else range(len(content)))[steps[0] % len(content)]
    content[key] = changed(content[key], steps[1:], tree)
    return content


@SETTINGS
@given(st.sampled_from(FILES), st.lists(st.integers(0, 50), max_size=5), TREES)
def test_any_data_anywhere_is_checked(data, name: str, steps: list[int], tree: object) -> None:
    before = (data.folder / name).read_text()
    content = changed(yaml.load(before, yaml.BaseLoader), steps, tree)
    data.write(name, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    try:
        problems = check_data(data.folder)
        assert all(problem.file.startswith("data/") and problem.message for problem in problems)
        replaced_by_something = not steps and tree != {}  # an empty list of commands is fine
        assert not replaced_by_something or any(problem.severity == "error" for problem in problems)
    finally:
        data.write(name, before)


@SETTINGS
@given(st.sampled_from(FILES), st.binary(max_size=60))
def test_any_bytes_in_any_file_are_told_about(data, name: str, content: bytes) -> None:
    before = (data.folder / name).read_bytes()
    (data.folder / name).write_bytes(content)
    try:
        assert check_data(data.folder)
    finally:
        (data.folder / name).write_bytes(before)
