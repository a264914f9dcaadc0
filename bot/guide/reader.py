"""Reads data files into models and keeps what is needed to say where a problem stands."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.guide.problems import Problem
from bot.guide.schema import parse
from bot.guide.yaml_lines import Document, read_document

Model = TypeVar("Model", bound=BaseModel)


class Reader:
    """Reads files below a data folder; collects documents and problems instead of raising."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = Path(data_dir).resolve()
        self.documents: dict[str, Document] = {}

    @property
    def problems(self) -> list[Problem]:
        """Everything found wrong so far."""
        return [problem for document in self.documents.values() for problem in document.problems]

    def document(self, path: str) -> Document:
        """The file at `path` (relative to the data folder), read once."""
        if path not in self.documents:
            file = self.data_dir / path
            self.documents[path] = read_document(file, f"{self.data_dir.name}/{path}")
        return self.documents[path]

    def one(self, model: type[Model], path: str) -> Model | None:
        """A file that holds one thing."""
        document = self.document(path)
        return parse(model, document) if self._holds(document, dict) else None

    def optional(self, model: type[Model], path: str) -> Model | None:
        """A file that holds one thing, if there is such a file."""
        return self.one(model, path) if (self.data_dir / path).exists() else None

    def many(self, model: type[Model], path: str) -> list[Model]:
        """A file that holds a list of things, each with its own `id` (or `code`)."""
        document, items = self.document(path), self.listed(model, path)
        keys = [item.get("id", item.get("code")) for item in document.data or () if isinstance(item, dict)]
        for index, key in enumerate(keys if items else ()):
            if key is not None and key in keys[:index]:
                document.complain((index,), f"`{key}` stands here a second time", "Keep one, or rename one.")
        return items

    def listed(self, model: type[Model], path: str) -> list[Model]:
        """A file that holds a list of things without names."""
        document = self.document(path)
        if not self._holds(document, list):
            return []
        if not document.data:
            document.complain((), "the list is empty", "Add the first entry.")
        found = [parse(model, document, (index,)) for index in range(len(document.data))]
        return [item for item in found if item is not None]

    def mapping(self, model: type[Model], path: str) -> dict[str, Model]:
        """A file that holds things by name."""
        document = self.document(path)
        if not self._holds(document, dict):
            return {}
        found = {name: parse(model, document, (name,)) for name in document.data}
        return {name: item for name, item in found.items() if item is not None}

    def folder(self, model: type[Model], folder: str) -> dict[str, Model]:
        """A folder of files that hold one thing each, called like the thing's id."""
        files = sorted((self.data_dir / folder).glob("*.yml"))
        found = {file.stem: self.named(model, f"{folder}/{file.name}", "id") for file in files}
        return {name: item for name, item in found.items() if item is not None}

    def named(self, model: type[Model], path: str, key: str) -> Model | None:
        """A file that holds one thing and is called like the thing's `key`."""
        item = self.one(model, path)
        name = getattr(item, key, None)
        if item is not None and name != Path(path).stem:
            advice = f"Rename the file to {name}.yml, or write `{key}: {Path(path).stem}`."
            self.document(path).complain((key,), f"file and `{key}` have different names", advice)
        return item

    def _holds(self, document: Document, kind: type) -> bool:
        if isinstance(document.data, kind):
            return True
        if not document.problems:
            shape = "a list (lines that begin with -)" if kind is list else "`key: value` lines"
            document.complain((), f"the file must hold {shape}", "Compare it with another file of its kind.")
        return False
