"""A rectification (整改回复): what the responsible body answers, and what the inspectors found on looking again."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, User
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet
from riskmgmt.constants import LONGEST_WORDS, Verdict

from .finding import Finding


class RectificationQuerySet(TenantQuerySet["Rectification"]):
    def _visible(self, actor: Actor) -> Self:
        """Seen with its finding once it is sent; before, by its writer alone."""
        sent_or_mine = Q(answered_at__isnull=False) | Q(started_by_id=actor.user_id)
        return self.filter(sent_or_mine, finding__in=Finding.objects.visible_to(actor))

    def unsent(self) -> Self:
        return self.filter(answered_at=None)


class Rectification(TenantModel):
    """One round of a finding: words and a before/after pair, then the verdict by another person.

    Until `answered_at` it is a draft of `started_by`; a finding has at most one answer that waits for its verdict.
    """

    finding = TenantForeignKey(Finding, related_name="rectifications")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("round"), null=True)
    words = models.TextField(_("what was done"), max_length=LONGEST_WORDS, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by"))
    answered_at = models.DateTimeField(_("answered"), null=True)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=LONGEST_WORDS, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("verified by"))
    verified_at = models.DateTimeField(_("verified"), null=True)

    objects: ClassVar[RectificationQuerySet] = RectificationQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("round", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "finding"), name="riskmgmt_rectification_finding_fk"),
            models.UniqueConstraint(fields=("city", "finding", "round"), name="riskmgmt_rectification_round"),
            models.UniqueConstraint(
                fields=("city", "finding", "started_by"),
                condition=Q(answered_at=None),
                name="riskmgmt_rectification_one_draft",
            ),
            models.UniqueConstraint(
                fields=("city", "finding"),
                condition=Q(answered_at__isnull=False, verdict=""),
                name="riskmgmt_rectification_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, round=None)
                | (Q(answered_at__isnull=False, answered_by__isnull=False, round__isnull=False) & ~Q(words="")),
                name="riskmgmt_rectification_answered",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", verified_by=None, verified_at=None)
                | (
                    Q(answered_at__isnull=False, verified_by__isnull=False, verified_at__isnull=False)
                    & ~Q(verdict="")
                    & ~Q(verified_by=F("answered_by"))
                ),
                name="riskmgmt_rectification_four_eyes",
            ),
        ]
