"""The rights over the entries of a case file."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, Role, declare_right

_ENTRY = _("Entry of a case file")
_STAFF = tuple(role for role in CITY_ROLES if role != Role.OWNER)

ASK_CORRECTION = declare_right(
    Right(
        code="dossiers.ask_correction",
        subject=_ENTRY,
        label=_("Ask for the correction of a wrong entry"),
        roles=_STAFF,
        note=_("Only of entries of one's own role and organisation"),
    )
)
DECIDE_CORRECTION = declare_right(
    Right(
        code="dossiers.decide_correction",
        subject=_ENTRY,
        label=_("Decide on a correction that terms hang on"),
        roles=_STAFF,
        note=_("Only of entries of one's own organisation"),
        second_to=("dossiers.ask_correction",),
    )
)
