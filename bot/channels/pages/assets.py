"""The static files of bot/web: sent compressed, with a tag, and readable by every site that embeds the widget."""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.answers import takes_gzip
from bot.channels.pages.modules import compact_script, compact_style, one_file

WEB = Path(__file__).resolve().parents[2] / "web"
#: Modules that are sent with all they import.
ENTRIES = (
    "widget/chat.js",
    "widget/classroom.js",
    "widget/activities.js",
    "widget/check.js",
    "widget/settings.js",
    "site/lesson.js",
)
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
#: What is taken out of a file before it is sent, by its ending.
COMPACTED: dict[str, Callable[[str], str]] = {".js": compact_script, ".css": compact_style}
#: Paths that may be sent; the templates of pages are not among them.
SENT = re.compile(r"(?:(?:widget|art|site)/)?[a-z0-9_.-]+\.(?:js|css|svg|txt)")
#: Any site may load these files; they hold nothing about anybody.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
CACHE = {"Cache-Control": "public, max-age=600"}
#: For addresses that say which version of a file they mean.
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True)
class Asset:
    """A file as it is sent, plain and compressed."""

    plain: bytes
    packed: bytes
    tag: str
    kind: str

    @classmethod
    def of(cls, text: str, kind: str) -> "Asset":
        """From its text; `kind` is the content type."""
        plain = text.encode("utf-8")
        tag = hashlib.sha256(plain).hexdigest()[:16]
        return cls(plain, gzip.compress(plain, 9, mtime=0), f'"{tag}"', kind)

    @property
    def version(self) -> str:
        """What is in the file, as a word for addresses."""
        return self.tag.strip('"')

    def answer(self, request: Request, headers: dict[str, str]) -> Response:
        """200, or 304 when the browser has this very version."""
        headers = {**headers, "ETag": self.tag, "Vary": "Accept-Encoding"}
        known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
        if known & {self.tag, "*"}:  # whoever compresses on the way makes a tag weak
            return Response(status_code=304, headers=headers)
        if takes_gzip(request):
            return Response(self.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=self.kind)
        return Response(self.plain, headers=headers, media_type=self.kind)


@dataclass(frozen=True)
class _Kept:
    """An asset with the state of the files it was made from."""

    asset: Asset
    stamp: object
    sources: tuple[Path, ...]
    times: tuple[int, ...]

    def fresh(self, stamp: object) -> bool:
        return self.stamp == stamp and self.times == _times(self.sources)


class Assets:
    """The files of a folder by their path in it. A changed file is read anew, so edits show on reload."""

    def __init__(self, folder: Path = WEB) -> None:
        self._folder = folder
        self._kept: dict[str, _Kept] = {}

    def get(self, path: str) -> Asset | None:
        """The file, or None when there is none that may be sent."""
        if not SENT.fullmatch(path) or not (self._folder / path).is_file():
            return None
        return self._made(path, lambda: self._read(path))

    def address(self, path: str) -> str:
        """Where pages load a file from: its version stands in the address, so that it may be kept for good.

        Raises:
            FileNotFoundError: no such file may be sent.
        """
        found = self.get(path)
        if found is None:
            raise FileNotFoundError(path)
        return f"/web/{path}?v={found.version}"

    def filled(self, path: str, line: re.Pattern[str], filling: str) -> Asset:
        """A module in which the line that `line` matches is replaced by `filling`."""

        def make() -> tuple[str, list[Path]]:
            file = self._folder / path
            text = line.sub(lambda _: filling, file.read_text("utf-8"), count=1)
            return compact_script(text), [file]

        return self._made(path, make, filling, f"{path} {filling}")

    def _made(
        self, path: str, make: Callable[[], tuple[str, list[Path]]], stamp: object = None, name: str | None = None
    ) -> Asset:
        kept = self._kept.get(name or path)
        if not kept or not kept.fresh(stamp):
            text, sources = make()
            asset = Asset.of(text, TYPES[Path(path).suffix])
            kept = self._kept[name or path] = _Kept(asset, stamp, tuple(sources), _times(sources))
        return kept.asset

    def _read(self, path: str) -> tuple[str, list[Path]]:
        file = self._folder / path
        if path in ENTRIES:
            return one_file(file)
        text = file.read_text("utf-8")
        return COMPACTED.get(file.suffix, str)(text), [file]


def _times(sources: Iterable[Path]) -> tuple[int, ...]:
    return tuple(source.stat().st_mtime_ns for source in sources)
