"""Writes the newest revision of every version as a pack, to the byte as it was loaded or typed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.models import RevisionText
from policies.rules.yaml_text import parse_yaml


class Command(BaseCommand):
    help = "Writes every version's pack and source text, as they were loaded or typed, into an empty folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, required=True, help="where to write; made if it is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty.")
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        newest = RevisionText.objects.order_by("revision__version__code", "-revision__number")
        for text in newest.distinct("revision__version__code").select_related("revision__version"):
            self._write(folder, text)

    def _write(self, folder: Path, text: RevisionText) -> None:
        code = text.revision.version.code
        source = parse_yaml(text.pack, file=code).root["version"]["source"]
        (folder / f"{code}.yaml").write_bytes(text.pack.encode())
        (folder / "sources" / source).write_bytes(text.source.encode())
        self.stdout.write(f"{code} r{text.revision.number}")
