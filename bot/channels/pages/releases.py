"""Releases of the widget by what is in them: a launcher always loads the very files it was made with.

The version is a hash of the files. `/v/<version>/…` never changes and may be kept for good; what was sent once stays in
the folder of this machine's state, so that a page with an old launcher, or with a pinned one, goes on working.
No number of a helpline is part of a release: contacts and `/emergency.json` are always those of today.
"""

import base64
import hashlib
import os
import re
import tempfile
from pathlib import Path

from bot.assistant.library import Library
from bot.channels.pages.assets import TYPES, WEB, Asset, Assets
from bot.channels.pages.launcher import launcher

#: The widget and its drawings, as pages load them.
FILES = (
    "web/widget/chat.js",
    "web/widget/chat.css",
    "web/widget/wide.css",
    "web/widget/classroom.js",
    "web/widget/classroom.css",
    "web/widget/activities.js",
    "web/widget/activities.css",
    "web/widget/check.js",
    "web/widget/settings.js",
    "web/widget/settings.css",
    *sorted(f"web/art/{drawing.name}" for drawing in (WEB / "art").glob("*.svg")),
)
LAUNCHER = "widget.js"
VERSION = re.compile(r"[0-9a-f]{12}")


class Releases:
    """The releases of this machine.

    Args:
        assets: the files as they are now.
        library: for the words and links in the launcher.
        folder: where releases are kept; made when it is needed.
    """

    def __init__(self, assets: Assets, library: Library, folder: Path) -> None:
        self._assets, self._library, self._folder = assets, library, folder
        self._kept: set[str] = set()

    def launcher(self) -> Asset:
        """The launcher of the files as they are now."""
        return launcher(self._assets, self._library, f"v/{self.version()}/")

    def version(self) -> str:
        """The current version; its files are kept from now on."""
        files = {path: self._assets.get(path.removeprefix("web/")).plain for path in FILES}
        unversioned = launcher(self._assets, self._library, "").plain
        found = hashlib.sha256(b"\0".join([unversioned, *files.values()])).hexdigest()[:12]
        if found not in self._kept:
            self._kept.add(found)
            files[LAUNCHER] = launcher(self._assets, self._library, f"v/{found}/").plain
            self._keep(found, files)
        return found

    def file(self, version: str, path: str) -> Asset | None:
        """A file of a release, or None when it is not known here."""
        if path not in (LAUNCHER, *FILES) or not VERSION.fullmatch(version):
            return None
        if version == self.version():
            return self.launcher() if path == LAUNCHER else self._assets.get(path.removeprefix("web/"))
        kept = self._folder / version / path
        return Asset.of(kept.read_text("utf-8"), TYPES[kept.suffix]) if kept.is_file() else None

    def pin(self) -> dict[str, str]:
        """How a page pins the current release: `version`, `path`, and the hash for `integrity`."""
        digest = hashlib.sha384(self.launcher().plain).digest()
        version = self.version()
        integrity = f"sha384-{base64.b64encode(digest).decode()}"
        return {"version": version, "path": f"/v/{version}/{LAUNCHER}", "integrity": integrity}

    def _keep(self, version: str, files: dict[str, bytes]) -> None:
        """Write a release whole or not at all. A machine that cannot write still serves the current one."""
        target = self._folder / version
        try:
            if target.exists():
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(dir=self._folder))
            for path, content in files.items():
                (made / path).parent.mkdir(parents=True, exist_ok=True)
                (made / path).write_bytes(content)
            os.rename(made, target)
        except OSError:
            return
