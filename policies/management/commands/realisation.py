"""Writes docs/realisation.md from the packs and what the apps declare; a test compares the two."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from policies.realised import Standing, Tally, standings_of, tallies
from policies.rules.pack import Pack, read_packs
from policies.rules.realisation import register

PAGE = Path(__file__).resolve().parents[3] / "docs" / "realisation.md"
_HEAD = """\
# Which rules are realised

Written by `./idi manage realisation` from `policies/packs/realisation.yaml` and what the apps declare
([ADR 0027](adr/0027-a-rule-counts-once-a-test-shows-it.md)); the public page is `/regimes/realisation/`.

**{realised} of {total} rules of the cities**, {nation_realised} of {nation_total} loaded rules of the nation.

| text | realised | rules |
|---|---|---|
{texts}
| asked of the platform | realised | rules |
|---|---|---|
{effects}
## Realised

| rule | article | asked | kept by | what | test |
|---|---|---|---|---|---|
{kept}
## To come

| work | rules |
|---|---|
{works}"""


def page(packs: Iterable[Pack]) -> str:
    """The whole page, in English."""
    with translation.override("en"):
        everything = standings_of(packs)
        kept = [each for each in everything if each.is_realised]
        national = [each for each in everything if each.rule.is_national]
        return _HEAD.format(
            realised=sum(not each.rule.is_national for each in kept),
            total=len(everything) - len(national),
            nation_realised=sum(each.rule.is_national for each in kept),
            nation_total=len(national),
            texts="".join(map(_count, tallies(everything, by="version"))),
            effects="".join(map(_count, tallies(everything, by="effect"))),
            kept="".join(map(_row, kept)),
            works="".join(_work(work, everything) for work in register().works),
        )


def _count(tally: Tally) -> str:
    return f"| `{tally.key}` | {tally.realised} | {tally.total} |\n"


def _row(standing: Standing) -> str:
    rule, entry = standing.rule, standing.entry
    label = standing.piece.label if standing.piece else ""
    test = f"[{entry.test.rpartition('::')[2]}](../{entry.test.partition('::')[0]})"
    return f"| {rule.code} | {rule.article} | {rule.effect} | {entry.by} | {label} | {test} |\n"


def _work(work: str, everything: list[Standing]) -> str:
    waiting = [each.rule.code for each in everything if each.entry.planned == work]
    return f"| {register().works[work].en} | {', '.join(waiting)} |\n"


class Command(BaseCommand):
    help = "Write docs/realisation.md."

    def handle(self, *_args: Any, **_options: Any) -> None:
        PAGE.write_text(page(read_packs()), encoding="utf-8")
