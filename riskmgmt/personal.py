"""What riskmgmt keeps of people: who inspected. Reports are signed documents of the works and are not changed."""

from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import Basis, DataKind, PersonalField, PersonalTable, register_personal

register_personal(
    PersonalTable(
        model="riskmgmt.InspectionReport",
        person="prepared_by",
        purpose=_("To say who inspected the works."),
        basis=Basis.DUTY,
        retention="works_records",
        seen_by=_("Those who take part in the project, and the bureau."),
        is_erased=False,
        fields=(PersonalField("inspectors", _("Inspectors of a report"), DataKind.NAME),),
    )
)
register_personal(
    PersonalTable(
        model="riskmgmt.LinkContribution",
        person="",
        purpose=_("To say who put a finding right on site."),
        basis=Basis.DUTY,
        retention="works_records",
        seen_by=_("The body that must put the finding right."),
        is_erased=False,
        fields=(
            PersonalField("name", _("Name typed on site"), DataKind.NAME),
            PersonalField("words", _("What was done, in their words"), DataKind.WORDS),
        ),
    )
)
