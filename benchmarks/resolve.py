"""PERFORMANCE row 15: rule resolutions per second on one core, warm, each with its trace and hash.

    .venv/bin/python benchmarks/resolve.py [--openfisca /tmp/openfisca/bin/python]

Real packs, no database. Days, parameters, facts and pins vary from call to call; the trace is composed and hashed anew
each time. Prints the median of five rounds of processor time, and the same work planned from scratch for every call.
Beside it, in turn, OpenFisca's lookup of a parameter on a day, where an interpreter is named that has it (outside the
repository: `python3 -m venv /tmp/openfisca && /tmp/openfisca/bin/pip install openfisca-core`).
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idi_platform.settings")
django.setup()

from policies.rules.regime import Regime  # noqa: E402  # after the settings
from policies.rules.resolve import resolve  # noqa: E402  # after the settings
from tests.policies.regimes import jiangmen, nation, regime  # noqa: E402  # after the settings

CALLS = 100_000
COLD_CALLS = 2_000
ROUNDS = 5
MUST, AIM = 20_000, 50_000

Question = tuple[str, date, dict[str, str], str | None]


def questions(where: Regime) -> list[Question]:
    """A fixed mix: every parameter of the real packs, days over thirty years, facts told and untold."""
    chance = random.Random(15)
    parameters = sorted({parameter for version in where.versions for parameter in version.rules})
    facts = [{}, {"complexity": "complex"}, {"determination": "not_covered"}]
    first = date(2015, 1, 1)
    return [
        (
            chance.choice(parameters),
            first + timedelta(days=chance.randrange(11_000)),
            chance.choice(facts),
            chance.choice([None, "jiangmen-2022"]),
        )
        for _ in range(CALLS)
    ]


def rate(count: int, work: Callable[[], None], rounds: int = ROUNDS) -> float:
    """Calls per second of this process's processor time, the median of the rounds."""
    measured = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        measured.append(count / (time.process_time() - started))
    return statistics.median(measured)


def in_turn(work: Callable[[], None], openfisca: str) -> tuple[float, float]:
    """Calls per second of ours, and of OpenFisca's lookup, round by round."""
    command = [openfisca, str(Path(__file__).with_name("openfisca_lookup.py"))]
    ours, theirs = [], []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        for _ in range(ROUNDS):
            ours.append(rate(CALLS, work, rounds=1))
            print(file=other.stdin, flush=True)
            theirs.append(float(other.stdout.readline()))
        other.stdin.close()
    return statistics.median(ours), statistics.median(theirs)


def main() -> None:
    arguments = argparse.ArgumentParser(description="Rule resolutions a second and core (PERFORMANCE.md row 15).")
    arguments.add_argument("--openfisca", help="an interpreter that has openfisca-core")
    options = arguments.parse_args()
    where = regime(*nation(), jiangmen(date(2022, 4, 1), date(2032, 4, 1)))
    asked = questions(where)

    def warm() -> None:
        for parameter, on, facts, pinned in asked:
            for found in resolve(where, parameter=parameter, on=on, facts=facts, pinned=pinned):
                found.trace(on)

    def cold() -> None:
        for parameter, on, facts, pinned in asked[:COLD_CALLS]:
            where.cache.clear()
            for found in resolve(where, parameter=parameter, on=on, facts=facts, pinned=pinned):
                found.trace(on)

    warm()
    warm_rate, plans = rate(CALLS, warm), len(where.cache)
    cold_rate = rate(COLD_CALLS, cold)
    verdict = "meets the aim" if warm_rate >= AIM else "meets the bar" if warm_rate >= MUST else "BELOW THE BAR"
    print(f"resolutions/s/core, warm, with trace: {warm_rate:,.0f} ({verdict}; must {MUST:,}, aim {AIM:,})")
    print(f"resolutions/s/core, every plan made anew: {cold_rate:,.0f}; plans kept when warm: {plans:,}")
    if options.openfisca:
        ours, theirs = in_turn(warm, options.openfisca)
        print(f"÷ OpenFisca's lookup on a day, no trace: {ours / theirs:.1f} ({ours:,.0f} against {theirs:,.0f})")


if __name__ == "__main__":
    main()
