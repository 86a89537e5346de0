"""A link that opens one finding for a site worker without an account, and what came by it."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, User
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet
from riskmgmt.constants import LONGEST_LINE, LONGEST_WORDS

from .finding import Finding


class FindingLinkQuerySet(TenantQuerySet["FindingLink"]):
    def _visible(self, actor: Actor) -> Self:
        """Those of one's own body."""
        if actor.is_system:
            return self
        return self.filter(organisation_id=actor.organisation_id, finding__in=Finding.objects.visible_to(actor))

    def live(self, at: datetime) -> Self:
        """Those that nobody ended and no day has."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class FindingLink(TenantModel):
    """Kept is a digest of its token (riskmgmt/links.py). Whoever made it answers for what comes by it."""

    finding = TenantForeignKey(Finding, related_name="links")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("opens until"))
    revoked_at = models.DateTimeField(null=True)
    uses = models.PositiveSmallIntegerField(_("times opened"), default=0)
    last_used_at = models.DateTimeField(_("last used"), null=True)

    objects: ClassVar[FindingLinkQuerySet] = FindingLinkQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-made_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "finding"), name="riskmgmt_findinglink_finding_fk"),
            models.UniqueConstraint(fields=("city", "digest"), name="riskmgmt_findinglink_digest"),
        ]
        indexes = [models.Index(fields=("city", "finding"), name="riskmgmt_findinglink_finding")]


class ContributionQuerySet(TenantQuerySet["LinkContribution"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(link__in=FindingLink.objects.visible_to(actor))


class LinkContribution(TenantModel):
    """What somebody did by a link: the name they typed, their words, how many photographs. It went into a draft."""

    link = TenantForeignKey(FindingLink, related_name="contributions")
    name = models.CharField(_("name typed"), max_length=LONGEST_LINE)
    words = models.TextField(_("what was done"), max_length=LONGEST_WORDS, blank=True)
    photographs = models.PositiveSmallIntegerField(_("photographs"))
    added_at = models.DateTimeField(_("added"))

    objects: ClassVar[ContributionQuerySet] = ContributionQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("added_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "link"), name="riskmgmt_linkcontribution_link_fk"),
        ]
        indexes = [models.Index(fields=("city", "link"), name="riskmgmt_linkcontribution_link")]
