"""Something that should happen within a window of time, and the silence when it does not."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation
from idi_platform.deadlines.constants import Basis, ExpectationState
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet


class ExpectationQuerySet(TenantQuerySet["Expectation"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(actor))

    def silent(self) -> Self:
        """Missing, and nothing has come since."""
        return self.filter(state=ExpectationState.MISSING)

    def unsettled(self, at: datetime) -> Self:
        """What may still change at `at`: what waits, what is missing, and what was lifted."""
        return self.exclude(state__in=(ExpectationState.CAME, ExpectationState.CAME_LATE)).filter(from_at__lte=at)


class Expectation(TenantModel):
    """`needed` events of `kind` about `subject` from `from_at` until before `until_at`; `found` so many have happened.

    Civil days bound a window, so both are midnights of China. No duty of a person's making: registered watches write
    these rows, and nobody else.
    """

    dossier = TenantForeignKey(Dossier, related_name="expectations", db_index=False)
    kind = models.CharField(_("what is expected"), max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    obliged = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("obliged party")
    )
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"))
    needed = models.PositiveSmallIntegerField(_("expected"))
    found = models.PositiveSmallIntegerField(_("happened"), default=0)
    rule_id = models.CharField(_("rule"), max_length=20, blank=True)
    citation = models.CharField(_("legal basis"), max_length=200, blank=True)
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=ExpectationState.choices, default=ExpectationState.WAITING
    )
    missing_at = models.DateTimeField(_("missing since"), null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)

    objects: ClassVar[ExpectationQuerySet] = ExpectationQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="deadlines_expectation_dossier_fk"),
            models.UniqueConstraint(
                fields=("city", "dossier", "kind", "subject", "from_at"), name="deadlines_expectation_once"
            ),
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="deadlines_expectation_window"),
            models.CheckConstraint(
                condition=Q(missing_at__isnull=False)
                | ~Q(state__in=(ExpectationState.MISSING, ExpectationState.CAME_LATE)),
                name="deadlines_expectation_missing_since",
            ),
        ]
        indexes = [
            models.Index(
                fields=("city", "until_at"),
                condition=Q(state__in=(ExpectationState.WAITING, ExpectationState.MISSING)),
                name="deadlines_expectation_open",
            ),
            models.Index(fields=("city", "state", "-until_at"), name="deadlines_expectation_list"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.from_at:%Y-%m-%d} {self.state}"
