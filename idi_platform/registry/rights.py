"""The rights over projects and homes that stand below every domain app."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, declare_right

from .models import INSURER_ROLES
from .services.transfers import APPROVERS, RECORDERS

_TRANSFER = _("Change of owners")

READ_HOMES = declare_right(
    Right(
        code="registry.homes",
        subject=_("Home"),
        label=_("List homes"),
        roles=CITY_ROLES,
        note=_("Owners their own, everybody else those of their projects or district"),
    )
)
_LEAD = _("Only of homes whose lead insurer one's own company is")
READ_OWNERS = declare_right(
    Right(
        code="registry.owners",
        subject=_("Home"),
        label=_("See who owned a home from when to when"),
        roles=INSURER_ROLES,
        note=_LEAD,
    )
)
RECORD_TRANSFER = declare_right(
    Right(
        code="registry.record_transfer",
        subject=_TRANSFER,
        label=_("Record a change of owners"),
        roles=RECORDERS,
        note=_LEAD,
    )
)
APPROVE_TRANSFER = declare_right(
    Right(
        code="registry.approve_transfer",
        subject=_TRANSFER,
        label=_("Approve a change of owners or not"),
        roles=APPROVERS,
        note=_LEAD,
        second_to=("registry.record_transfer",),
    )
)
