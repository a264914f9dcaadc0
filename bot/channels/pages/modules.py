"""ES modules sent as one file, without comments: on a slow phone, twenty requests take longer than their bytes.

The files stay plain modules that run as they are (any web server can serve them); only what is sent differs.
Our own modules are written for it: each import and export stands on a line of its own, relative to the folder.
"""

import re
from pathlib import Path

from rjsmin import jsmin

IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./([a-z_]+)\.js";$', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.M)
COMMENT = re.compile(r"^\s*(?:/\*\*?[^\n]*\*/|/\*(?:[^*]|\*(?!/))*\*/)[ \t]*\n", re.M)
#: White space after these signs, or before a brace, is there for people only. `a :focus` keeps its own.
SPACE = re.compile(r"([{};:,])\s+|\s+(?=[{}])")
#: A private member of a class where it is declared, and where it is used: never within quoted text.
PRIVATE = re.compile(r"^(?:(?:static|async|get) )*(#\w+)\b", re.M)
PRIVATE_USE = re.compile(r"(?:(?<=\.)|(?<=^)|(?<=^static )|(?<=^async )|(?<=^get ))#\w+\b", re.M)
SCOPE = "const {name} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"


class ModuleError(ValueError):
    """A module that cannot be sent with others as one file; the message says why."""


def one_file(entry: Path) -> tuple[str, list[Path]]:
    """A module with all that it imports, and the files that took part.

    Raises:
        ModuleError: an import that is not of the form above, or modules that import each other in a circle.
    """
    order: list[Path] = []
    _collect(entry, order, ())
    scopes = [_scope(path) for path in order[:-1]]
    return compact_script("\n".join([*scopes, _body(entry, keep_exports=True)])), order


def without_comments(text: str) -> str:
    """JavaScript or CSS without whole-line comments, indentation and empty lines."""
    lines = (line.strip() for line in COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def compact_script(text: str) -> str:
    """JavaScript without comments and the white space that means nothing, and with short names for private members."""
    return jsmin(_short_names(without_comments(text))).strip()


def _short_names(text: str) -> str:
    """Private members are seen from nowhere else, so that any name will do: `#a0`, `#a1`, ..."""
    names = list(dict.fromkeys(PRIVATE.findall(text)))
    short = {name: f"#a{at}" for at, name in enumerate(names)}
    return PRIVATE_USE.sub(lambda found: short.get(found[0], found[0]), text)


def compact_style(text: str) -> str:
    """CSS without comments and the spaces that mean nothing; ours has none that matters in quoted text."""
    return SPACE.sub(r"\1", without_comments(text)).replace(";}", "}")


def _collect(path: Path, order: list[Path], parents: tuple[Path, ...]) -> None:
    if path in parents:
        raise ModuleError(f"{path.name} imports itself by way of {parents[-1].name}.")
    if path in order:
        return
    for _, name in IMPORT.findall(path.read_text("utf-8")):
        _collect(path.with_name(f"{name}.js"), order, (*parents, path))
    order.append(path)


def _scope(path: Path) -> str:
    exports = ", ".join(EXPORT.findall(path.read_text("utf-8")))
    return SCOPE.format(name=_name(path.stem), body=_body(path), exports=exports)


def _body(path: Path, keep_exports: bool = False) -> str:
    text = IMPORT.sub(lambda found: f"const {{ {_renamed(found[1])} }} = {_name(found[2])};", path.read_text("utf-8"))
    text = text if keep_exports else EXPORT.sub("", text)
    if re.search(r"^import\b|^export (?:default|\{|\*)", text, re.M):
        raise ModuleError(f"{path.name} has an import or export of another form. See bot/channels/pages/modules.py.")
    return without_comments(text)


def _renamed(names: str) -> str:
    return names.replace(" as ", ": ")


def _name(stem: str) -> str:
    return f"{stem}_module"
