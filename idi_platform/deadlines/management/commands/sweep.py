"""`manage.py sweep`: by hand what the clock worker does (IDI_LOGIN=idi_clock)."""

from typing import Any

from django.core.management.base import BaseCommand

from idi_platform.deadlines.services.sweep import sweep
from idi_platform.outbox.public import wake_delivery
from idi_platform.tenancy.public import business_now


class Command(BaseCommand):
    help = "Sweeps due timers now and wakes delivery."

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep(now=business_now())
        for city_id in swept.city_ids:
            wake_delivery(city_id)
        self.stdout.write(f"{swept.timers} timers, oldest {swept.lateness} late, {swept.quarantined} quarantined")
