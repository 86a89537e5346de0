"""The rights over terms."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, declare_right

READ_TERMS = declare_right(
    Right(
        code="deadlines.read",
        subject=_("Terms"),
        label=_("Read a term and why it is due that day"),
        roles=CITY_ROLES,
        note=_("Only of a case file that one may see"),
    )
)
