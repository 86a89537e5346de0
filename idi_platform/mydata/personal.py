"""What mydata keeps of people: what they agreed to, and what they asked of their own data."""

from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import Basis, DataKind, PersonalField, PersonalTable, register_personal

register_personal(
    PersonalTable(
        model="mydata.LegalHold",
        person="person",
        purpose=_("To keep what a court, a bureau or a dispute needs."),
        basis=Basis.DUTY,
        retention="audit_trail",
        seen_by=_("The security administrator."),
        is_erased=False,
        fields=(PersonalField("reason", _("Why your data is held"), DataKind.WORDS),),
    )
)
