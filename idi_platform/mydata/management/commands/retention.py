"""Names what is kept of people although nothing makes us keep it any more: table, city, how many rows."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.mydata.retention import due_rows
from idi_platform.tenancy.public import business_now


class Command(BaseCommand):
    help = "Show whose legal retention has ended."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--due", action="store_true", required=True, help="what may go now")
        parser.add_argument("--on", type=date.fromisoformat, help="as of this day; today when left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        on = options["on"] or business_now().astimezone(CIVIL_ZONE).date()
        found = 0
        for due in due_rows(on=on):
            found += due.rows
            self.stdout.write(f"{due.city} {due.table.model}: {due.rows} ({due.table.rule.source})")
        self.stdout.write(f"{found} rows are kept beyond their retention on {on.isoformat()}.")
