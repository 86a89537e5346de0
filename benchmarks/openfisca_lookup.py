"""OpenFisca's side of row 15, run by `resolve` in an interpreter that has openfisca-core; imports nothing of ours.

Each line on standard input is answered with the lookups a second and core of one round: the value of one of 60
parameters, two changes each, on one of 11,000 days. It keeps what it has looked up for a day, as ours keeps plans.
"""

import random
import sys
import time

from openfisca_core.parameters import ParameterNode  # type: ignore[import-not-found]  # that interpreter has it
from openfisca_core.periods import instant  # type: ignore[import-not-found]

CALLS, PARAMETERS, DAYS = 20_000, 60, 11_000


def main() -> None:
    """Answers round by round until the input ends."""
    chance = random.Random(15)
    values = {"2015-01-01": {"value": 7}, "2025-01-01": {"value": 10}}
    system = ParameterNode("law", data={f"term_{number}": {"values": values} for number in range(PARAMETERS)})
    days = [f"{2015 + day // 366}-{1 + day // 31 % 12:02}-{1 + day % 28:02}" for day in range(DAYS)]
    # Days as its own objects: reading them from text is not the lookup.
    asked = [(f"term_{chance.randrange(PARAMETERS)}", instant(chance.choice(days))) for _ in range(CALLS)]
    for name, day in asked:
        getattr(system.get_at_instant(day), name)
    for _line in sys.stdin:
        began = time.process_time()
        for name, day in asked:
            getattr(system.get_at_instant(day), name)
        print(CALLS / (time.process_time() - began), flush=True)


if __name__ == "__main__":
    main()
