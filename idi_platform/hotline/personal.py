"""What the hotline keeps of people: who asked for another number, and what proved who they are."""

from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import Basis, DataKind, PersonalField, PersonalTable, register_personal

register_personal(
    PersonalTable(
        model="hotline.NumberChange",
        person="person",
        purpose=_("To give you another mobile number to sign in with, and to prove who allowed it."),
        basis=Basis.DUTY,
        retention="network_log",
        seen_by=_("The people of your insurer and of the bureau who answer the hotline."),
        is_erased=False,
        fields=(
            PersonalField("number", _("New mobile number"), DataKind.PHONE),
            PersonalField("full_name", _("Full name"), DataKind.NAME),
            PersonalField("home", _("Your home in your own words"), DataKind.ADDRESS),
            PersonalField("presented", _("What you showed to prove who you are"), DataKind.WORDS),
            PersonalField("reason", _("Why it was refused"), DataKind.WORDS),
        ),
    )
)
