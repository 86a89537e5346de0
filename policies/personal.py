"""What policies keeps of people: which officer confirmed a rule."""

from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import Basis, DataKind, PersonalField, PersonalTable, register_personal

register_personal(
    PersonalTable(
        model="policies.InstrumentVersion",
        person="",
        purpose=_("To say which officer confirmed from when a text is in force."),
        basis=Basis.DUTY,
        retention="works_records",
        seen_by=_("Everybody who reads the rules."),
        is_erased=False,
        fields=(PersonalField("confirmed_by", _("Officer who confirmed a text"), DataKind.NAME),),
    )
)
