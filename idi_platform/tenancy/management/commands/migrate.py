"""`migrate`, then the wall: a table exists only together with its policies and grants."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections, transaction

from idi_platform.tenancy.wall import build_wall


class Command(migrate.Command):
    """Django's migrate followed by build_wall; run with IDI_LOGIN=idi_owner."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options.get("plan") or options.get("check_unapplied"):
            return
        database = options["database"]
        with transaction.atomic(using=database), connections[database].cursor() as cursor:
            build_wall(cursor)
        if options["verbosity"]:
            self.stdout.write("  Row-level security and grants rebuilt.")
