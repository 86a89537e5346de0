"""Drafts of rules, inside the wall of the city whose bureau writes them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role, User
from idi_platform.audit.public import history
from idi_platform.tenancy.public import Actor, TenantModel, TenantQuerySet, Wall
from policies.constants import RuleDraftState

from .instruments import Revision

LONGEST_NAME = 120


class RuleDraftQuerySet(TenantQuerySet["RuleDraft"]):
    def _visible(self, actor: Actor) -> Self:
        """The city's bureau alone; what is published everybody reads in the register."""
        return self if actor.role == Role.BUREAU or actor.is_system else self.none()


@history("name", "state", "edition", "pack_hash", "author", "submitted_at", "decided_by", "decided_at", "note")
class RuleDraft(TenantModel):
    """A new version of an instrument, or a correction of one, as its author types it; kept even while it is broken.

    `edition` counts the saves. The codes and days are what the text said when it could last be read, and `pack_hash`
    is what a published revision will bear. `former_authors` are the ids of those whom another officer took it over
    from: they wrote it too, and do not check it. In review nothing of it changes; published or withdrawn it never does
    again (by trigger). All moments are real time.
    """

    name = models.CharField(_("name of the draft"), max_length=LONGEST_NAME)
    base = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=RuleDraftState.choices, default=RuleDraftState.DRAFT)
    pack_text = models.TextField()
    source_text = models.TextField()
    edition = models.PositiveIntegerField(_("edition"), default=1)
    instrument_code = models.CharField(max_length=60, blank=True)
    version_code = models.CharField(max_length=60, blank=True)
    revision = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    pack_hash = models.CharField(_("hash of the contents"), max_length=64, blank=True)
    author = models.ForeignKey(User, models.PROTECT, verbose_name=_("written by"), related_name="+")
    former_authors = models.JSONField(default=list)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(_("in review since"), null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("decided by"), null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    note = models.CharField(_("what has to be put right"), max_length=500, blank=True)

    wall: ClassVar[Wall] = Wall(app="keep")
    objects: ClassVar[RuleDraftQuerySet] = RuleDraftQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-changed_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("author")), name="policies_ruledraft_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(state=RuleDraftState.PUBLISHED)
                | Q(submitted_at__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="policies_ruledraft_published_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(RuleDraftState.IN_REVIEW, RuleDraftState.PUBLISHED))
                | (~Q(pack_hash="") & ~Q(version_code="") & Q(revision__isnull=False)),
                name="policies_ruledraft_review_is_whole",
            ),
        ]
        indexes = [models.Index(fields=("city", "state", "-changed_at"), name="policies_ruledraft_list")]

    def __str__(self) -> str:
        return self.name
