"""What one administrator asks for and another decides: nothing of the kind happens by one person alone."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import User
from idi_platform.tenancy.public import Wall, uuid7


class ProposalKind(models.TextChoices):
    ADMINISTRATOR = "administrator", _("New administrator of the platform")
    OPEN_CITY = "open_city", _("Open a city")
    CLOSE_CITY = "close_city", _("Close a city")
    MERGE_PEOPLE = "merge_people", _("Two people are one")
    MERGE_ORGANISATIONS = "merge_organisations", _("Two organisations are one")
    CALENDAR = "calendar", _("Calendar of a year")
    RESET_FACTORS = "reset_factors", _("New second factor for an administrator")


class ProposalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("proposal", "Waits for a decision")
    APPROVED = "approved", pgettext_lazy("proposal", "Approved")
    REFUSED = "refused", pgettext_lazy("proposal", "Refused")


class Proposal(models.Model):
    """`subject_id` is the city, person or body it is about, `facts` what else is needed: ids and codes, no names.

    Asked by the operator, decided by the security administrator; both moments are real time.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=30, choices=ProposalKind.choices)
    subject_id = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)

    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "subject_id"), condition=Q(state=ProposalState.OPEN), name="operations_proposal_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="operations_proposal_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_by=None, decided_at=None)
                | (~Q(state=ProposalState.OPEN) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="operations_proposal_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
