"""manage.py messages: brings the Chinese catalogues up to date, checks them, compiles them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from idi_platform.ui.catalogues import (
    LANGUAGE,
    Catalogue,
    compile_catalogue,
    contradictions,
    faults,
    updated,
)


def project_catalogues() -> list[Catalogue]:
    """One catalogue for each app of this checkout, in the order of INSTALLED_APPS."""
    top = Path(settings.BASE_DIR)
    ours = [
        config
        for config in apps.get_app_configs()
        if top in Path(config.path).parents and ".venv" not in Path(config.path).parts
    ]
    return [
        Catalogue(
            app=config.label,
            top=top,
            sources=tuple(sorted(_sources(config, top))),
            po=Path(config.path) / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po",
        )
        for config in ours
    ]


def _sources(config: AppConfig, top: Path) -> Iterator[Path]:
    """The app's code and templates; ui also has the components and the error pages."""
    yield from (path for path in Path(config.path).rglob("*.py") if "migrations" not in path.parts)
    folders = [top / "templates" / config.label]
    if config.label == "ui":
        folders.append(top / "templates" / "cotton")
        yield from (top / "templates").glob("*.html")
    for folder in folders:
        yield from folder.rglob("*.html")
        yield from folder.rglob("*.txt")


class Command(BaseCommand):
    help = "Update each app's Chinese catalogue from its code and templates; --check and --compile change no .po file."
    requires_system_checks: list[str] = []  # Django's own class attribute

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("apps", nargs="*", help="labels of apps; all of this checkout when none is given")
        parser.add_argument("--check", action="store_true", help="fail on anything missing, empty, fuzzy or left over")
        parser.add_argument("--compile", action="store_true", help="write the .mo files that Django reads")

    def handle(self, *_args: Any, **options: Any) -> None:
        wanted = set(options["apps"])
        known = project_catalogues()
        if unknown := wanted - {catalogue.app for catalogue in known}:
            message = f"No such app here: {', '.join(sorted(unknown))}"
            raise CommandError(message)
        catalogues = [catalogue for catalogue in known if not wanted or catalogue.app in wanted]
        if options["check"]:
            self._check(catalogues)
        elif not options["compile"]:
            self._update(catalogues)
        if options["compile"]:
            for catalogue in catalogues:
                compile_catalogue(catalogue)

    def _check(self, catalogues: list[Catalogue]) -> None:
        found = [fault for catalogue in catalogues for fault in faults(catalogue)]
        found += contradictions(catalogues)
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("Every text is translated.")

    def _update(self, catalogues: list[Catalogue]) -> None:
        for catalogue in catalogues:
            po = updated(catalogue)
            if not po and not catalogue.po.exists():
                continue
            catalogue.po.parent.mkdir(parents=True, exist_ok=True)
            po.save(str(catalogue.po))
            empty = len(po.untranslated_entries())
            self.stdout.write(f"{catalogue.app}: {len(po)} texts, {empty} to translate")
