"""Modules as one file: everything in it once, in order, without comments; what does not fit is refused."""

from pathlib import Path

import pytest

from bot.channels.pages.assets import ENTRIES, WEB, Assets
from bot.channels.pages.modules import ModuleError, compact_script, compact_style, one_file, without_comments


def write(folder: Path, **files: str) -> Path:
    """Files of a folder; gives the one called `entry`."""
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "entry.js"


def test_each_module_once_and_before_who_needs_it(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        entry='import { b } from "./two.js";\nimport { a as first } from "./one.js";\nexport function start() {}\n',
        one="/** A comment. */\nexport const a = 1;\n",
        two='import { a } from "./one.js";\n/* Another\n   comment. */\nexport function b() {\n  return a;\n}\n',
    )
    text, files = one_file(entry)
    assert [file.stem for file in files] == ["one", "two", "entry"]
    assert text.index("one_module=") < text.index("two_module=") < text.index("export function start")
    assert "comment" not in text and "const{a:first}=one_module;" in text and text.count("const a=1") == 1


def test_circles_and_other_imports_are_refused(tmp_path: Path) -> None:
    circle = write(
        tmp_path, entry='import { a } from "./one.js";\n', one='import { b } from "./entry.js";\nexport const a = 1;'
    )
    with pytest.raises(ModuleError, match="imports itself"):
        one_file(circle)
    with pytest.raises(ModuleError, match="another form"):
        one_file(write(tmp_path, entry='import thing from "elsewhere";\n'))


def test_comments_go_and_words_stay() -> None:
    text = '/** Above. */\nconst a = "/* no comment */";\n\n  const b = 2; // beside\n'
    assert without_comments(text) == 'const a = "/* no comment */";\nconst b = 2; // beside'


def test_styles_lose_only_the_space_that_means_nothing() -> None:
    style = "/* Look. */\n.a :focus,\n.b { margin: 0 calc(1px + 2px); color: red; }\n"
    style += "@media (min-width: 9px) {\n  a { top: 0; }\n}"
    assert compact_style(style) == ".a :focus,.b{margin:0 calc(1px + 2px);color:red}@media (min-width:9px){a{top:0}}"


def test_an_edit_shows_on_the_next_request(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    assets = Assets(tmp_path)
    before = assets.get("a.css")
    assert assets.get("a.css") is before
    (tmp_path / "a.css").write_text("b{}")
    assert assets.get("a.css").plain == b"b{}"


@pytest.mark.parametrize(
    "path", ["README.md", "templates/base.html", "../site.py", "widget/../widget.js", "nothing.js", "/etc/passwd"]
)
def test_other_files_are_not_sent(path: str) -> None:
    assert Assets().get(path) is None


def test_every_module_of_the_widget_is_in_one_of_its_files() -> None:
    folder = WEB / "widget"
    sent = {file for entry in ENTRIES for file in one_file(WEB / entry)[1]}
    assert {file for file in sent if file.parent == folder} == set(folder.glob("*.js"))


def test_private_members_get_short_names_and_quoted_text_keeps_its_own() -> None:
    text = 'class A {\n#value = 1;\nasync #load() {\nreturn this.#value + find("#value") + `#load`;\n}\n}'
    assert compact_script(text) == 'class A{#a0=1;async#a1(){return this.#a0+find("#value")+`#load`;}}'
