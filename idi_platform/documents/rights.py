"""The rights over documents and letters."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, declare_right

READ_DOCUMENTS = declare_right(
    Right(
        code="documents.read",
        subject=_("Documents"),
        label=_("Read documents, letters and finished exports"),
        roles=CITY_ROLES,
        note=_("Only of a case file that one may see; exports only one's own"),
        is_private=True,
    )
)
