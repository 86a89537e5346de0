"""How a city's officers decide that unclear words are read: proposed and decided within its wall, published outside."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role, User
from idi_platform.tenancy.public import Actor, TenantModel, TenantQuerySet, Wall
from policies.constants import ProposalState

from .instruments import Reading

LONGEST_DOCUMENT, LONGEST_REASON = 200, 500


class ReadingProposalQuerySet(TenantQuerySet["ReadingProposal"]):
    def _visible(self, actor: Actor) -> Self:
        """The city's bureau alone; what was decided everybody reads."""
        return self if actor.role == Role.BUREAU or actor.is_system else self.none()


class ReadingProposal(TenantModel):
    """One officer's proposal to read unclear words in one of their ways, for one parameter or for all ("").

    All moments are real time.
    """

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+", db_index=False)
    option = models.CharField(_("Read as"), max_length=20)
    parameter = models.CharField(_("Term"), max_length=80, blank=True)
    reason = models.CharField(_("Reason"), max_length=LONGEST_REASON)
    document = models.CharField(_("Document"), max_length=LONGEST_DOCUMENT)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.ASKED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    wall: ClassVar[Wall] = Wall(app="keep")
    objects: ClassVar[ReadingProposalQuerySet] = ReadingProposalQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-proposed_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("city", "reading", "parameter"),
                condition=Q(state=ProposalState.ASKED),
                name="policies_readingproposal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(state=ProposalState.WITHDRAWN) | ~Q(decided_by=F("proposed_by")),
                name="policies_readingproposal_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.ASKED, decided_by=None, decided_at=None)
                | (~Q(state=ProposalState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="policies_readingproposal_decided_whole",
            ),
        ]
        indexes = [models.Index(fields=("city", "reading", "-proposed_at"), name="policies_readingproposal_list")]

    def __str__(self) -> str:
        return f"{self.reading_id} {self.option} {self.state}"


class ReadingDecision(models.Model):
    """How a jurisdiction (GB/T 2260) reads unclear words from a moment of real time on; the newest holds.

    Its id is that of the proposal which two officers agreed on; a trigger admits no other. `body` is their bureau.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    jurisdiction = models.CharField(max_length=6)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="decisions", db_index=False)
    option = models.CharField(max_length=20)
    parameter = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON)
    document = models.CharField(max_length=LONGEST_DOCUMENT)
    body_zh = models.CharField(max_length=120)
    body_en = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField()

    wall: ClassVar[Wall] = Wall(app="append")

    class Meta:
        ordering = ("-decided_at", "-id")
        indexes = [
            models.Index(fields=("jurisdiction", "reading", "-decided_at"), name="policies_readingdecision_list")
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.reading_id} {self.option}"

    @property
    def body(self) -> str:
        """The bureau in the reader's language."""
        is_english = (get_language() or "").startswith("en")
        return self.body_en or self.body_zh if is_english else self.body_zh
