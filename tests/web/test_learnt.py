"""The class code over HTTP, as thirty phones and a teacher use it; every form of a wrong use is refused in words."""

import re
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.conftest import Site


def sent(stack: Site, path: str, form: dict | None = None, **headers: str) -> tuple[int, str, str]:
    """Status, address in the end, and the page; `form` is posted as a browser posts it."""
    body = None if form is None else urllib.parse.urlencode(form).encode()
    request = urllib.request.Request(stack.url + path, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.url.removeprefix(stack.url), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, path, error.read().decode()


def opened(stack: Site, size: int = 30) -> tuple[str, str]:
    """A class: its code, and the teacher's page."""
    status, led, page = sent(stack, "/teach/learnt", {"size": size})
    code = re.search(r"<b class=\"big\">([A-Z0-9]{7})</b>", page)[1]
    assert status == 200 and led.startswith(f"/teach/learnt/{code}/")
    return code, led


def phone(stack: Site, code: str, choose: int) -> str:
    """One pupil answers everything with the same choice; gives the address that was used."""
    _, asked, page = sent(stack, f"/class/join?code={code.lower()}")
    assert page.count('type="radio"') == 32
    status, _, page = sent(stack, asked, {f"q{number}": choose for number in range(8)})
    assert status == 200 and "Thank you" in page
    return asked


def at_once(stack: Site, code: str, choices: list[int]) -> None:
    """As many phones as choices; none begins before the last is ready."""
    ready = Barrier(len(choices))

    def pupil(choose: int) -> None:
        ready.wait(30)
        phone(stack, code, choose)

    with ThreadPoolExecutor(len(choices)) as phones:
        list(phones.map(pupil, choices))


def test_thirty_phones_before_and_after_and_the_teacher_sees_the_difference(stack: Site) -> None:
    code, led = opened(stack)
    for phase, choices in (("before", [0] * 20 + [1] * 10), ("later", [1] * 10 + [3] * 20)):
        at_once(stack, code, choices)
        assert "30 answers" in sent(stack, led)[2]
        sent(stack, led, {"do": "later" if phase == "before" else "before"})
    page = sent(stack, led)[2]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page, re.S)
    assert len(rows) == 8
    assert "33 %" in rows[0] and "0 % (0–11)" in rows[5] and "67 % (49–81)" in rows[5]
    page = sent(stack, led, {"do": "end"})[2]
    assert "Wiped" in page and sent(stack, led)[0] == 404 and sent(stack, f"/class/join?code={code}")[0] == 404


def test_under_eight_answers_nothing_is_shown(stack: Site) -> None:
    code, led = opened(stack)
    for _ in range(7):
        phone(stack, code, 1)
    page = sent(stack, led)[2]
    assert "Shown from 8 answers on. So far: 7." in page and "<table" not in page


def test_sent_twice_counts_once(stack: Site) -> None:
    code, led = opened(stack)
    asked = phone(stack, code, 1)
    assert sent(stack, asked, {"q0": 1})[0] == 409 and sent(stack, asked)[0] == 409
    assert "So far: 1." in sent(stack, led)[2]


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/class/join?code=AAAAAAA", None, 404),
        ("/class/answer/AAAAAAA/guess", {"q0": 1}, 404),
        ("/teach/learnt/AAAAAAA/guess", None, 404),
        ("/teach/learnt", {"size": "7"}, 400),
        ("/teach/learnt", {"size": "many"}, 400),
        ("/teach/learnt", {}, 400),
    ],
)
def test_what_is_wrong_is_refused_in_words(stack: Site, path: str, form: dict | None, status: int) -> None:
    code, _, page = sent(stack, path, form)
    assert code == status and 'role="alert"' in page


def test_answers_out_of_range_and_forms_of_other_sites_count_nothing(stack: Site) -> None:
    code, led = opened(stack)
    _, asked, _ = sent(stack, f"/class/join?code={code}")
    for form in ({"q0": 4}, {"q0": "-1"}, {"q0": "my name is Alex"}, {}):
        status, _, page = sent(stack, asked, form)
        assert status == 400 and "Alex" not in page
    assert sent(stack, asked, {"q0": 1}, Origin="https://elsewhere.example")[0] == 400
    assert "So far: 0." in sent(stack, led)[2]
