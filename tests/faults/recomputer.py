"""A worker of recomputations in a process of its own: `python -m tests.faults.recomputer <city> <moment> <batch>`."""

import sys
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()

from idi_platform.deadlines.models import Recomputation  # models need the set-up above
from idi_platform.deadlines.services.recomputing import run_recomputation
from idi_platform.tenancy.public import system_actor, tenant_work

if __name__ == "__main__":
    city, moment, batch = int(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), int(sys.argv[3])
    with tenant_work(system_actor(city)) as by:
        (wanted,) = Recomputation.objects.filter(city_id=city).values_list("pk", flat=True)
    run_recomputation(recomputation_id=wanted, by=by, at=moment, batch=batch)
