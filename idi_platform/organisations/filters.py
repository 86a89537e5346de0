"""What the lists of organisations can be narrowed to."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from idi_platform.accounts.public import CITY_ROLES, Membership, Organisation, OrganisationKind
from idi_platform.lists.public import ListFilter, SearchFilter

from .constants import WARNED_BEFORE, CertificateKind, InvitationState
from .models import Certificate, Invitation, OrganisationInCity
from .succeeding import formerly
from .wording import RECORD_EVENTS, Standing, Validity

_ROLES = [(role.value, role.label) for role in CITY_ROLES]


class PeopleFilters(ListFilter):
    q = SearchFilter(label=_("Name or user name"), method="with_text")
    role = ChoiceFilter(label=_("Role"), choices=_ROLES, empty_label=_("All roles"))
    standing = ChoiceFilter(
        label=_("Membership"), choices=Standing.choices, empty_label=_("All memberships"), method="standing_like"
    )

    def with_text(self, rows: QuerySet[Membership], _name: str, text: str) -> QuerySet[Membership]:
        return rows.filter(Q(user__full_name__icontains=text) | Q(user__username__icontains=text))

    def standing_like(self, rows: QuerySet[Membership], _name: str, wanted: str) -> QuerySet[Membership]:
        on = timezone.localdate(self.at)
        has_ended, comes = Q(valid_to__lte=on), Q(valid_from__gt=on)
        conditions = {Standing.ENDED: has_ended, Standing.COMING: comes & ~has_ended}
        return rows.filter(conditions.get(Standing(wanted), ~has_ended & ~comes))


class InvitationFilters(ListFilter):
    q = SearchFilter(label=_("Name, number or e-mail address"), method="with_text")
    state = ChoiceFilter(label=_("State"), choices=InvitationState.choices, empty_label=_("All states"))

    def with_text(self, rows: QuerySet[Invitation], _name: str, text: str) -> QuerySet[Invitation]:
        return rows.filter(Q(full_name__icontains=text) | Q(phone__icontains=text) | Q(email__icontains=text))


class BodyFilters(ListFilter):
    q = SearchFilter(label=_("Name or number"), method="with_text")
    kind = ChoiceFilter(
        label=_("Kind"),
        field_name="organisation__kind",
        choices=OrganisationKind.choices,
        empty_label=_("All kinds"),
    )

    def with_text(self, rows: QuerySet[OrganisationInCity], _name: str, text: str) -> QuerySet[OrganisationInCity]:
        return rows.filter(
            Q(organisation__name_zh__icontains=text)
            | Q(organisation__name_en__icontains=text)
            | Q(dossier__number__icontains=text)
            | Q(organisation__in=Organisation.objects.filter(formerly(text)))
        )


class CertificateFilters(ListFilter):
    q = SearchFilter(label=_("Holder or organisation"), method="with_text")
    kind = ChoiceFilter(label=_("Kind"), choices=CertificateKind.choices, empty_label=_("All kinds"))
    validity = ChoiceFilter(
        label=_("Validity"), choices=Validity.choices, empty_label=_("All certificates"), method="valid_like"
    )

    def with_text(self, rows: QuerySet[Certificate], _name: str, text: str) -> QuerySet[Certificate]:
        return rows.filter(
            Q(holder__full_name__icontains=text)
            | Q(organisation__name_zh__icontains=text)
            | Q(organisation__name_en__icontains=text)
        )

    def valid_like(self, rows: QuerySet[Certificate], _name: str, wanted: str) -> QuerySet[Certificate]:
        on = timezone.localdate(self.at)
        has_lapsed, lapses = Q(valid_to__lte=on), Q(valid_to__lte=on + WARNED_BEFORE)
        conditions = {Validity.LAPSED: has_lapsed, Validity.LAPSES: lapses & ~has_lapsed}
        return rows.filter(conditions.get(Validity(wanted), Q(valid_to=None) | ~lapses))


class RecordFilters(ListFilter):
    code = ChoiceFilter(label=_("Event"), choices=RECORD_EVENTS, empty_label=_("All events"))
