"""What alerts keeps of people."""

from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import Basis, DataKind, PersonalField, PersonalTable, register_personal

register_personal(
    PersonalTable(
        model="alerts.Mute",
        person="user",
        purpose=_("To leave you alone about a case for a time, and to say why."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_("You alone."),
        fields=(PersonalField("reason", _("Your reason"), DataKind.WORDS, empty="–"),),
    )
)
