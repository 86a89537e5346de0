"""What privacy refuses."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class CannotOpen(Exception):
    """A sealed value does not open: its key is not in the ring, or it is damaged or stands in another's cell."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(f"A sealed value of {table}.{column} does not open.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Say why you need to see it.")
