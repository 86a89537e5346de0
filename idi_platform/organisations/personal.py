"""What organisations keeps of people."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.privacy.public import (
    Basis,
    DataKind,
    PersonalField,
    PersonalTable,
    register_personal,
    register_use,
)

_ADMINISTRATORS = _("The administrators of the organisation.")

register_personal(
    PersonalTable(
        model="organisations.Invitation",
        person="accepted_by",
        purpose=_("To ask you to work for an organisation here, and to say who came by which invitation."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_ADMINISTRATORS,
        fields=(
            PersonalField("full_name", _("Full name"), DataKind.NAME),
            PersonalField("phone", _("Mobile number"), DataKind.PHONE),
            PersonalField("email", _("E-mail address"), DataKind.EMAIL),
        ),
    )
)
register_personal(
    PersonalTable(
        model="organisations.Certificate",
        person="holder",
        purpose=_("To show that an organisation's people may do what they do."),
        basis=Basis.DUTY,
        retention="account",
        seen_by=_("You, the administrators of your organisation, and the bureau."),
        is_erased=False,
        fields=(PersonalField("number", _("Certificate number"), DataKind.DOCUMENT),),
    )
)
# The holder reads it plainly; whether the certificate counts, its kind and days tell everybody else.
register_use(
    "organisations.Certificate",
    {"number": _("Certificate number")},
    dossier="document.dossier_id",
    plain_to=(),
    reveal_to=(Role.ORG_ADMIN, Role.BUREAU),
)
