"""What lists keeps of people."""

from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import Basis, DataKind, PersonalField, PersonalTable, register_personal

register_personal(
    PersonalTable(
        model="lists.SavedView",
        person="user",
        purpose=_("To open a list the way you saved it; your words may hold what you searched for."),
        basis=Basis.CONSENT,
        retention="convenience",
        seen_by=_("You, and those of your organisation with whom you share a view."),
        fields=(
            PersonalField("name", _("Name of a saved view"), DataKind.WORDS, empty="–"),
            PersonalField("query", _("Search of a saved view"), DataKind.WORDS),
        ),
    )
)
