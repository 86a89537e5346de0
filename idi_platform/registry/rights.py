"""The rights over projects and homes that stand below every domain app."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, declare_right

READ_HOMES = declare_right(
    Right(
        code="registry.homes",
        subject=_("Home"),
        label=_("List homes"),
        roles=CITY_ROLES,
        note=_("Owners their own, everybody else those of their projects or district"),
    )
)
