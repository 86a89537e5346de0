"""Errors that carry what a person has to be told."""

from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal with a stable code, a message in the reader's language, the field concerned and the rule behind it.

    `rule` is a citation (article, rule id) or the name of a limit, shown beside the message. `status` is what an API
    caller is answered.
    """

    code = "refused"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message: str | Promise = _("This cannot be done.")

    def __init__(
        self, message: str | Promise | None = None, *, field: str | None = None, rule: str | None = None
    ) -> None:
        super().__init__(self.code)
        if message is not None:
            self.message = message
        self.field = field
        self.rule = rule

    def __str__(self) -> str:
        return str(self.message)


class NoActor(RuntimeError):
    """Tenant data was asked for by nobody in particular; a programming error, never shown as an empty list."""

    def __init__(self) -> None:
        super().__init__("No actor, or none with the city or person needed: wrap the work in acting_as(...).")


class TenantQueryOutsideTransaction(RuntimeError):
    """The database context lives in a transaction; outside one every tenant table looks empty: refused."""

    def __init__(self, table: str) -> None:
        super().__init__(f"Tenant table {table} was queried outside a transaction.")
