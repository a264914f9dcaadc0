"""Documents cannot lie: whatever they name is there, and what must be told is told."""

import re

import pytest
import yaml

from bot.cli import COMMANDS
from bot.guide.checks.numbers import phone_number
from bot.guide.checks.wordings import Rule
from bot.settings import ROOT
from tests.claims import api_routes, false_claims
from tests.conftest import DATA
from tests.documents import DOCUMENTS, SPAN, Document

OURS = ("README.md", "SECURITY.md", "docs/")

every_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)


@every_document
def test_what_is_named_is_there(document):
    found = [
        f"{document.name}:{number}: `{code}`: {fault}"
        for number, code in document.code()
        for fault in false_claims(code)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "docs/nothing.md",
        "no_such.yml",
        "tests/test_docs.py::test_nothing",
        "POST /nothing",
        "DELETE /messages",
        "/nothing",
    ]
    + ["NO_SUCH_" + "SETTING", "NO_SUCH_" + "SETTING=1", "bot.guide.Not" + "Here", "help_" + "nobody"]
    + ["./staysafe nothing", "./staysafe check --nothing", "referrals forget", "python -m tests.bench.nothing"],
)
def test_a_lie_is_noticed(code):
    assert list(false_claims(code))


@every_document
def test_links_lead_somewhere(document):
    for number, target in document.links():
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        place = (document.path.parent / path).resolve() if path else document.path
        assert place.exists(), f"{document.name}:{number}: {target}"
        assert not anchor or anchor in Document(place).anchors(), f"{document.name}:{number}: {target}"


@every_document
def test_no_number_to_call_and_no_term_not_to_use(document):
    rules = [Rule(**rule) for rule in yaml.safe_load((DATA / "forbidden_terms.yml").read_text(encoding="utf-8"))]
    for number, line in document.prose():
        said = SPAN.sub("", line)
        bare = re.sub(r"https://\S+|\d{4}-\d\d-\d\d|\| 00\d-[\d-]+ \|", "", said)
        assert not phone_number(bare), f"{document.name}:{number}"
        quoted = re.sub(r"\"[^\"]*\"", "", said)
        assert not [rule.pattern for rule in rules if rule.match(quoted)], f"{document.name}:{number}: {said}"


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.startswith(OURS)])
def test_documents_can_be_read_in_one_go(name):
    assert len([line for line in DOCUMENTS[name].lines if not line.startswith("| 0")]) <= 150  # a table is looked up


@pytest.mark.parametrize(
    "folder",
    ["data", "data/referrals", "data/partners", "actions", "bot/channels", "bot/web", "tests/safety", "tests/bench"],
)
def test_folders_that_people_edit_say_how(folder):
    readme = ROOT / folder / "README.md"
    assert readme.exists(), "people edit files here: say how"
    assert len(readme.read_text(encoding="utf-8").split()) > 40, "this says too little"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    named = [
        code for _, code in DOCUMENTS["README.md"].code() if re.search(rf"(^|staysafe |\|){command}($|[\s|])", code)
    ]
    assert named


def test_every_endpoint_is_in_its_reference():
    said = "\n".join(DOCUMENTS["bot/channels/README.md"].lines)
    named = re.sub(r"<\w+>", "<>", said)
    missing = [f"{method} {path}" for method, path in sorted(api_routes()) if f"{method} {path}" not in named]
    assert not missing


def test_the_checklist_has_every_point_and_proof_for_what_is_met():
    rows = [line for line in DOCUMENTS["docs/checklist.md"].lines if re.match(r"\| \d+ \|", line)]
    cells = [re.split(r"\s*\|\s*", row)[1:-1] for row in rows]
    assert [int(number) for number, *_ in cells] == list(range(1, 33))
    assert {state.split(":")[0] for *_, state in cells} <= {"met", "partly", "needs people", "not yet"}
    assert not [number for number, _, _, test, state in cells if state.startswith("met") and "::test_" not in test]
