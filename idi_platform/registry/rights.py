"""The rights over projects and homes that stand below every domain app."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, Role, declare_right

from .models import INSURER_ROLES
from .services import authorities
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
_AUTHORITY = _("Authority to act for owners")
_CONCERNED = _("Owners of their homes, holders their own while it lasts, everybody else of their projects or district")
READ_AUTHORITIES = declare_right(
    Right(
        code="registry.authorities",
        subject=_AUTHORITY,
        label=_("See who acts for owners"),
        roles=(Role.OWNER, Role.PARTICIPANT, Role.BUREAU, *INSURER_ROLES),
        note=_CONCERNED,
    )
)
RECORD_AUTHORITY = declare_right(
    Right(
        code="registry.record_authority",
        subject=_AUTHORITY,
        label=_("Record an authority with its document"),
        roles=authorities.RECORDERS,
        note=_CONCERNED,
    )
)
CONFIRM_AUTHORITY = declare_right(
    Right(
        code="registry.confirm_authority",
        subject=_AUTHORITY,
        label=_("Confirm an authority or not"),
        roles=authorities.CONFIRMERS,
        note=_CONCERNED,
        second_to=("registry.record_authority",),
    )
)
END_AUTHORITY = declare_right(
    Right(
        code="registry.end_authority",
        subject=_AUTHORITY,
        label=_("End an authority"),
        roles=(Role.OWNER, Role.PARTICIPANT, Role.BUREAU, *INSURER_ROLES),
        note=_CONCERNED,
    )
)
