"""The guide's markup as HTML: only what it may hold, all else escaped."""

import pytest

from bot.channels.pages.rich_text import rich_text, safe_link


@pytest.mark.parametrize(
    "text,html",
    [
        ("one\ntwo", "<p>one</p>\n<p>two</p>"),
        ("a **b** c", "<p>a <strong>b</strong> c</p>"),
        ("**what**\n- one\n- two\nend", "<p><strong>what</strong></p>\n<ul><li>one</li><li>two</li></ul>\n<p>end</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("**<b>**", "<p><strong>&lt;b&gt;</strong></p>"),
        ("[x](/privacy)", '<p><a href="/privacy">x</a></p>'),
        (
            "[x](https://a.example/?b=1&c)",
            '<p><a href="https://a.example/?b=1&amp;c" rel="noopener noreferrer">x</a></p>',
        ),
        ("[x](javascript:1)", "<p>x</p>"),
        (
            '[x](https://a.example/"onclick=1)',
            '<p><a href="https://a.example/&#34;onclick=1" rel="noopener noreferrer">x</a></p>',
        ),
    ],
)
def test_markup(text: str, html: str) -> None:
    assert str(rich_text(text)) == html


@pytest.mark.parametrize("address", ["https://a.example", "tel:+1", "sms:1", "/topics/grooming"])
def test_addresses_that_may_live(address: str) -> None:
    assert safe_link(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:1", "data:text/html,x", "http://a.example", "//a.example", "/\\a", "java\nscript:1", "x", ""],
)
def test_addresses_that_may_not(address: str) -> None:
    assert safe_link(address) is None
