"""The rights over an organisation's programs."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Right, Role, declare_right

MANAGE_PROGRAMS = declare_right(
    Right(
        code="api.programs",
        subject=_("Programs"),
        label=_("Let the organisation's programs in, give them keys and end both"),
        roles=(Role.ORG_ADMIN,),
        note=_("Only of one's own organisation"),
    )
)
