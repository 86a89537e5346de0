"""An owner's lost or changed mobile number: asked for, checked by one person, confirmed by another."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import DocumentKind, User, is_for_whole_city
from idi_platform.privacy.public import SealedTextField
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

LONGEST_LINE, LONGEST_WORDS = 120, 500


class ChangeState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("change of number", "Asked for by the owner")
    CHECKED = "checked", pgettext_lazy("change of number", "Checked, to be confirmed")
    MISMATCH = "mismatch", pgettext_lazy("change of number", "Document did not match")
    CONFIRMED = "confirmed", pgettext_lazy("change of number", "Confirmed")
    REFUSED = "refused", pgettext_lazy("change of number", "Refused")


class NumberChangeQuerySet(TenantQuerySet["NumberChange"]):
    def _visible(self, actor: Actor) -> Self:
        """Seen with the home. What an owner asked for is about no home yet: the bureau of the whole city sees it."""
        of_a_home = Q(unit__in=Unit.objects.visible_to(actor))
        if actor.is_system or is_for_whole_city(actor):
            return self.filter(of_a_home | Q(unit=None))
        return self.filter(of_a_home)


class NumberChange(TenantModel):
    """`full_name` and `home` are an owner's own words; `unit` and `person` are known once somebody has checked.

    A check whose document did not match stays as MISMATCH: it counts against the next one. `number` is the new number.
    """

    state = models.CharField(_("state"), max_length=20, choices=ChangeState.choices)
    number = SealedTextField(_("new mobile number"))
    full_name = models.CharField(_("full name"), max_length=LONGEST_LINE, blank=True)
    home = models.CharField(_("home"), max_length=LONGEST_LINE, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    unit = TenantForeignKey(Unit, null=True, related_name="+", verbose_name=_("home"))
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("owner"))
    document_kind = models.CharField(_("kind of document"), max_length=20, choices=DocumentKind.choices, blank=True)
    presented = models.CharField(_("what was presented"), max_length=LONGEST_WORDS, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("identity checked by")
    )
    checked_at = models.DateTimeField(_("checked"), null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.CharField(_("reason"), max_length=LONGEST_WORDS, blank=True)

    objects: ClassVar[NumberChangeQuerySet] = NumberChangeQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-opened_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "unit"), name="hotline_numberchange_unit_fk"),
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="hotline_numberchange_state"),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "refused"))
                | Q(unit__isnull=False, person__isnull=False, checked_by__isnull=False),
                name="hotline_numberchange_checked",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(checked_by=None) | ~Q(decided_by=F("checked_by")),
                name="hotline_numberchange_four_eyes",
            ),
        ]
        indexes = [
            models.Index(fields=("city", "state", "opened_at"), name="hotline_numberchange_desk"),
            models.Index(fields=("city", "person", "checked_at"), name="hotline_numberchange_person"),
        ]

    def __str__(self) -> str:
        """Neither name nor number."""
        return f"{self.pk} {self.state}"
