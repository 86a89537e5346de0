"""Loads the rule packs into the register. Run as idi_owner (./idi does)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from idi_platform.tenancy.public import DomainError
from policies.rules.vocabulary import PACKS
from policies.services.loading import PackChange, load_regimes, plan_loading


class Command(BaseCommand):
    help = "Checks every rule pack against its source and loads what has changed; a broken pack changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="print the difference and change nothing")
        parser.add_argument("--folder", type=Path, default=PACKS, help="where the packs lie")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            if options["dry_run"]:
                changes = [change for _pack, change in plan_loading(folder=folder)]
            else:
                changes = load_regimes(at=timezone.now(), folder=folder)
        except DomainError as refused:
            raise CommandError(_told(refused)) from refused
        for change in changes:
            self._print(change)

    def _print(self, change: PackChange) -> None:
        mark = "=" if change.is_unchanged else "+" if change.is_new else "~"
        self.stdout.write(f"{mark} {change.code} r{change.revision} {change.pack_hash[:12]}")
        for line in () if change.is_new else change.lines:
            self.stdout.write(f"    {line}")


def _told(refused: DomainError) -> str:
    where = [str(part) for part in (refused.field, refused.rule) if part]
    return _("%(problem)s (%(where)s)") % {"problem": refused, "where": "; ".join(where)} if where else str(refused)
