"""`manage.py verify`: computes the record's chains anew and names the first bad row of each; exit 1 if there is one."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from idi_platform.audit.records import begin_verification, chain_codes, run_verification
from idi_platform.audit.verifying import BATCH, Finding, Walk

_EVERY = 20_000


class Command(BaseCommand):
    help = "Verifies the sealed record, city by city and the platform's; names the first bad row."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--city", help="GB/T 2260 code, or 'platform'; without it every chain")
        parser.add_argument("--head", action="append", default=[], help="a hash somebody kept; needs --city")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = _chosen(options["city"])
        if options["head"] and len(chosen) != 1:
            raise CommandError("A head belongs to one chain: give --city.")
        walks = {name: self._verify(name, chain, options["head"]) for name, chain in chosen.items()}
        bad = [name for name, walk in walks.items() if not walk.stands]
        if bad:
            raise CommandError(f"The record does not stand: {', '.join(bad)}")

    def _verify(self, name: str, chain: int, kept: Iterable[str]) -> Walk:
        verification = begin_verification(chain, user_id=None, at=timezone.now())

        def told(count: int) -> None:
            if count % _EVERY < BATCH:
                self.stdout.write(f"{name}: {count} of {verification.total}")

        walk = run_verification(verification, now=timezone.now, kept=kept, told=told)
        self.stdout.write(f"{name}: {walk.count} sealed, head {walk.hash.hex()}")
        for finding in walk.findings:
            self.stdout.write(f"{name}: {_words(finding)}")
        return walk


def _chosen(code: str | None) -> dict[str, int]:
    named = chain_codes()
    if code is None:
        return named
    if code not in named:
        raise CommandError("No such city is in use.")
    return {code: named[code]}


def _words(finding: Finding) -> str:
    known = {
        "seal": finding.number,
        "table": finding.source,
        "row": finding.row_id,
        "code": finding.code,
        "at": finding.at.isoformat() if finding.at else "",
    }
    return f"{finding.kind.label}: " + ", ".join(f"{name} {value}" for name, value in known.items() if value)
