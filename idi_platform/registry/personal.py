"""What the registry keeps of people: where they live."""

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

from .models import INSURER_ROLES

register_personal(
    PersonalTable(
        model="registry.Unit",
        person="ownerships__owner",
        purpose=_("To know which home is insured, and where the defect is."),
        basis=Basis.CONTRACT,
        retention="works_records",
        seen_by=_("Those who take part in the project, and the bureau."),
        is_erased=False,
        fields=(PersonalField("number", _("Door number of your home"), DataKind.ADDRESS),),
    )
)
register_personal(
    PersonalTable(
        model="registry.UnitHistory",
        person="",
        purpose=_("To show who corrected the address of your home, and when."),
        basis=Basis.DUTY,
        retention="works_records",
        seen_by=_("Those who take part in the project, and the bureau."),
        is_erased=False,
        fields=(PersonalField("number", _("Earlier door number"), DataKind.ADDRESS),),
    )
)
register_personal(
    PersonalTable(
        model="dossiers.Dossier",
        person="unit__ownerships__owner",
        purpose=_("To name the case file of your home."),
        basis=Basis.CONTRACT,
        retention="works_records",
        seen_by=_("Those who take part in the project, and the bureau."),
        is_erased=False,
        fields=(PersonalField("title", _("Address of your home"), DataKind.ADDRESS),),
    )
)
register_personal(
    PersonalTable(
        model="registry.Transfer",
        person="owners__person",
        purpose=_("To prove since when a home is yours."),
        basis=Basis.CONTRACT,
        retention="works_records",
        seen_by=_("The people of the home's lead insurer."),
        is_erased=False,
        fields=(
            PersonalField("document", _("Paper that proves the change of owners"), DataKind.WORDS),
            PersonalField("reason", _("Why a change of owners was not approved"), DataKind.WORDS),
        ),
    )
)
register_personal(
    PersonalTable(
        model="registry.Authority",
        person="given_by",
        purpose=_("To prove who may act for you, since when and until when."),
        basis=Basis.CONTRACT,
        retention="works_records",
        seen_by=_("You, who acts for you, the people of the home's lead insurer and the bureau."),
        is_erased=False,
        fields=(
            PersonalField("paper", _("Paper by which somebody acts for you"), DataKind.WORDS),
            PersonalField("reason", _("Why an authority was not confirmed"), DataKind.WORDS),
            PersonalField("end_reason", _("Why an authority was ended"), DataKind.WORDS),
        ),
    )
)
# Whoever writes down a call or a change of owners must know whom the home belongs to.
register_use("registry.Ownership", {"owner.full_name": _("Owner")}, dossier="unit_id", plain_to=INSURER_ROLES)
_READERS = (Role.OWNER, Role.PARTICIPANT, Role.BUREAU, *INSURER_ROLES)
register_use(
    "registry.Authority",
    {"given_by.full_name": _("Owner"), "person.full_name": _("Agent")},
    dossier="",
    plain_to=_READERS,
)
register_use("registry.NewOwner", {"person.full_name": _("Owner")}, dossier="transfer.unit_id", plain_to=INSURER_ROLES)
