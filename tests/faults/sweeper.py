"""A sweeper in a process of its own: `python -m tests.faults.sweeper <moment> <batch>` until nothing is due then."""

import sys
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()

from idi_platform.deadlines.services.sweep import oldest_due, sweep  # models need the set-up above

if __name__ == "__main__":
    moment, batch = datetime.fromisoformat(sys.argv[1]), int(sys.argv[2])
    while oldest_due(now=moment):
        sweep(now=moment, batch=batch)
