"""Certificates (资格证书) of inspectors and risk staff: facts; what a rule asks of them is judged above."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.documents.public import Upload
from idi_platform.organisations.constants import CertificateKind
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet


class CertificateQuerySet(TenantQuerySet["Certificate"]):
    def _visible(self, actor: Actor) -> Self:
        """One's own; those of one's organisation for its administrators; all for the city's bureau."""
        if actor.is_system or actor.role == Role.BUREAU:
            return self
        if actor.role == Role.ORG_ADMIN:
            return self.filter(organisation_id=actor.organisation_id)
        return self.filter(organisation_id=actor.organisation_id, holder_id=actor.user_id)


class Certificate(TenantModel):
    """`number` is personal data (the field register names it). `valid_to` is the first day after.

    A renewed certificate is a row of its own; one entered wrongly is withdrawn, never deleted.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    holder = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, verbose_name=_("holder"))
    kind = models.CharField(_("kind"), max_length=30, choices=CertificateKind.choices)
    number = models.CharField(_("certificate number"), max_length=60)
    issuer = models.CharField(_("issued by"), max_length=120)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True)
    document = TenantForeignKey(Upload, null=True, related_name="certificates", db_index=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    objects: ClassVar[CertificateQuerySet] = CertificateQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("valid_to", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "document"), name="organisations_certificate_document_fk"),
            models.CheckConstraint(condition=Q(kind__in=CertificateKind.values), name="organisations_certificate_kind"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="organisations_certificate_period"
            ),
            models.UniqueConstraint(
                fields=("city", "organisation", "holder", "kind", "number", "valid_from"),
                condition=Q(withdrawn_at=None),
                name="organisations_certificate_once",
            ),
        ]
        indexes = [
            models.Index(fields=("city", "organisation", "holder"), name="organisations_cert_holder"),
            models.Index(
                fields=("city", "valid_to"),
                condition=Q(withdrawn_at=None, warned_at=None, valid_to__isnull=False),
                name="organisations_cert_lapses",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    def has_lapsed_on(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to <= on
