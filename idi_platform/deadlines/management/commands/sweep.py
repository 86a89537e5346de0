"""`manage.py sweep`: by hand what the clock worker does (IDI_LOGIN=idi_clock)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from idi_platform.deadlines.services.sweep import sweep
from idi_platform.outbox.public import wake_delivery
from idi_platform.tenancy.public import business_now

_CLOCK_LOGIN = "idi_clock"


class Command(BaseCommand):
    help = "Sweeps due timers now and wakes delivery."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.LOGIN != _CLOCK_LOGIN:
            # Any other login sees one city at most, or none, and would report "0 timers" over terms that are due.
            raise CommandError(_("Sweep as the clock's login: %(setting)s") % {"setting": f"IDI_LOGIN={_CLOCK_LOGIN}"})
        swept = sweep(now=business_now())
        for city_id in swept.city_ids:
            wake_delivery(city_id)
        self.stdout.write(f"{swept.timers} timers, oldest {swept.lateness} late, {swept.quarantined} quarantined")
