"""Brings the secrets of second factors under the newest key, so that an old one can be taken out of the ring."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from idi_platform.accounts.signin.keys import rotate

# Where a kind of factor keeps its secret; passkeys have none.
_SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


class Command(BaseCommand):
    help = "Encrypts the secrets of second factors again, under the newest key of IDI_SECOND_FACTOR_KEYS."

    def handle(self, *_args: Any, **_options: Any) -> None:
        number = 0
        for kind, name in _SECRETS.items():
            for pk in Authenticator.objects.filter(type=kind).values_list("pk", flat=True):
                number += _rotated(pk, name)
        self.stdout.write(f"{number}")


@transaction.atomic
def _rotated(pk: int, name: str) -> int:
    """One row under its lock: a recovery code may be used meanwhile. Rows removed since count nothing."""
    factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if factor is None:
        return 0
    factor.data[name] = rotate(factor.data[name])
    factor.save(update_fields=["data"])
    return 1
