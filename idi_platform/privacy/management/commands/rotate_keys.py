"""Seals every sealed field with the first key of the ring; afterwards the older keys may go."""

from typing import Any

from django.core.management.base import BaseCommand

from idi_platform.privacy.keys import key_ring
from idi_platform.privacy.rotation import rotate, sealed_columns


class Command(BaseCommand):
    help = "Seal every sealed field anew with the first key of the ring. May be stopped and started again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Sealing with key {key_ring().current.name}; {len(key_ring().keys)} in the ring.")
        for column in sealed_columns():
            self.stdout.write(f"{column}: {rotate(column)} sealed anew")
