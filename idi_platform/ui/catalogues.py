"""The Chinese catalogues: which texts each app has, what its .po file lacks, and the compiled form Django reads."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation import templatize

LANGUAGE = "zh_Hans"
# Names of gettext's functions, with the positions of context, text and plural among their arguments.
SINGULAR = ("_", "gettext", "gettext_lazy", "gettext_noop")
PLURAL = ("ngettext", "ngettext_lazy")
CONTEXT = ("pgettext", "pgettext_lazy")
CONTEXT_PLURAL = ("npgettext", "npgettext_lazy")
FUNCTIONS = {*SINGULAR, *PLURAL, *CONTEXT, *CONTEXT_PLURAL}
# Words that stay Latin in Chinese text: formats, codes and names of things that have no Chinese name.
LATIN_WORDS = frozenset(
    {
        "PDF",
        "Excel",
        "CSV",
        "API",
        "IDI",
        "TIS",
        "QR",
        "GPS",
        "ID",
        "URL",
        "JSON",
        "XLSX",
        "ZIP",
        "GB",
        "MB",
        "IP",
        "SHA",
    }
    | {"English", "OpenAPI", "WeChat"}
)
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sdf]|%[sdf%]|\{[a-z_]*\}|<[^>]+>|&[a-z]+;|https?://\S+")
LATIN = re.compile(r"[A-Za-z]{2,}")
HEADER = {
    "Project-Id-Version": "idi-platform",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": LANGUAGE,
    "Plural-Forms": "nplurals=1; plural=0;",
}


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """One text to translate; empty context and plural mean none."""

    text: str
    context: str = ""
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An app's texts: `sources` are its Python files and templates, `po` its Chinese catalogue."""

    app: str
    top: Path
    sources: tuple[Path, ...]
    po: Path

    def texts(self) -> dict[Phrase, list[str]]:
        """Every text of the app with the files that say it."""
        found: dict[Phrase, list[str]] = {}
        for path in self.sources:
            for text in phrases_in(path):
                places = found.setdefault(text, [])
                place = str(path.relative_to(self.top))
                if place not in places:
                    places.append(place)
        return found

    def entries(self) -> polib.POFile:
        return polib.pofile(str(self.po), wrapwidth=120) if self.po.exists() else _new_po()


def _new_po() -> polib.POFile:
    po = polib.POFile(wrapwidth=120)
    po.metadata = dict(HEADER)
    return po


def phrases_in(path: Path) -> Iterator[Phrase]:
    """The texts of a Python file or of a template. SyntaxError names the file that cannot be read."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _phrases_of_python(source, path)
    else:
        yield from _phrases_of_template(source, path)


def _phrases_of_python(source: str, path: Path) -> Iterator[Phrase]:
    for node in ast.walk(ast.parse(source, filename=str(path))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in FUNCTIONS:
            arguments = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            yield from _phrase(name, [value for value in arguments if isinstance(value, str)])


def _phrases_of_template(source: str, path: Path) -> Iterator[Phrase]:
    """templatize leaves gettext's calls among blots; on one line the blots are names, and Python's lexer reads them."""
    line = " ".join(templatize(source, origin=str(path)).split("\n")).strip()
    tokens = list(tokenize.generate_tokens(io.StringIO(line).readline))
    for at, token in enumerate(tokens[:-1]):
        if token.type == tokenize.NAME and token.string in FUNCTIONS and tokens[at + 1].string == "(":
            yield from _phrase(token.string, list(_literals(tokens[at + 2 :])))


def _literals(tokens: Iterable[tokenize.TokenInfo]) -> Iterator[str]:
    for token in tokens:
        if token.string == ")":
            return
        if token.type == tokenize.STRING:
            yield ast.literal_eval(token.string)


def _phrase(function: str, arguments: list[str]) -> Iterator[Phrase]:
    """The call's text; nothing for a call with a variable, whose words come from elsewhere."""
    needed = {**dict.fromkeys(SINGULAR, 1), **dict.fromkeys((*PLURAL, *CONTEXT), 2), **dict.fromkeys(CONTEXT_PLURAL, 3)}
    if len(arguments) < needed[function]:
        return
    if function in SINGULAR:
        yield Phrase(arguments[0])
    elif function in PLURAL:
        yield Phrase(arguments[0], plural=arguments[1])
    elif function in CONTEXT:
        yield Phrase(arguments[1], context=arguments[0])
    else:
        yield Phrase(arguments[1], context=arguments[0], plural=arguments[2])


def updated(catalogue: Catalogue) -> polib.POFile:
    """The catalogue with today's texts in the order of the alphabet: translations kept, those nobody says dropped."""
    known = {(entry.msgid, entry.msgctxt or ""): entry for entry in catalogue.entries() if not entry.obsolete}
    po = _new_po()
    for text, places in sorted(catalogue.texts().items()):
        old = known.get((text.text, text.context))
        po.append(_entry(text, places, old))
    return po


def _entry(text: Phrase, places: list[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.text,
        msgctxt=text.context or None,
        msgid_plural=text.plural,
        occurrences=[(place, "") for place in sorted(places)],
        flags=["python-format"] if re.search(r"%\([a-z_]+\)[sd]", text.text + text.plural) else [],
    )
    old_words = _words(old) if old else ""
    if text.plural:
        entry.msgstr_plural = {0: old_words}
    else:
        entry.msgstr = old_words
    if old and old.fuzzy:
        entry.flags.append("fuzzy")
    return entry


def _words(entry: polib.POEntry) -> str:
    return str(entry.msgstr_plural.get(0, "")) if entry.msgid_plural else entry.msgstr


def faults(catalogue: Catalogue) -> Iterator[str]:
    """What keeps a reader of Chinese from reading Chinese, one line each."""
    texts = catalogue.texts()
    seen = set()
    for entry in catalogue.entries():
        text = Phrase(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")
        if text not in texts or entry.obsolete:
            yield f"{catalogue.app}: nobody says {entry.msgid!r} any more"
            continue
        seen.add(text)
        yield from (f"{catalogue.app}: {entry.msgid!r} {fault}" for fault in _faults_of(entry))
    for text in sorted(texts.keys() - seen):
        yield f"{catalogue.app}: {text.text!r} is not in the catalogue"


def _faults_of(entry: polib.POEntry) -> Iterator[str]:
    words = _words(entry)
    if not words:
        yield "is not translated"
        return
    if entry.fuzzy:
        yield "is marked fuzzy"
    if sorted(re.findall(r"%\([a-z_]+\)[sdf]", words)) != sorted(
        re.findall(r"%\([a-z_]+\)[sdf]", entry.msgid_plural or entry.msgid)
    ):
        yield f"has other placeholders in {words!r}"
    latin = [word for word in LATIN.findall(PLACEHOLDER.sub(" ", words)) if word not in LATIN_WORDS]
    if latin:
        yield f"keeps the words {', '.join(latin)} in {words!r}"


def contradictions(catalogues: Iterable[Catalogue]) -> Iterator[str]:
    """Texts that two apps translate differently: Django merges all catalogues, so one of the two would win."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for catalogue in catalogues:
        for entry in catalogue.entries():
            if not _words(entry) or entry.obsolete:
                continue
            app, words = first.setdefault((entry.msgid, entry.msgctxt or ""), (catalogue.app, _words(entry)))
            if words != _words(entry):
                yield f"{entry.msgid!r} is {words!r} in {app} and {_words(entry)!r} in {catalogue.app}"


def compile_catalogue(catalogue: Catalogue) -> None:
    """Writes the .mo beside the .po, unless it is newer already."""
    mo = catalogue.po.with_suffix(".mo")
    if catalogue.po.exists() and not (mo.exists() and mo.stat().st_mtime >= catalogue.po.stat().st_mtime):
        catalogue.entries().save_as_mofile(str(mo))
