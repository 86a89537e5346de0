"""The one request for missing documents (一次性通知补充资料): what was asked, and what came."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.constants import LONGEST_DOCUMENT_NAME
from idi_platform.accounts.public import User
from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantOneToOneField,
    TenantQuerySet,
)

from .claim import Claim


class DocumentRequestQuerySet(TenantQuerySet["DocumentRequest"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(claim__in=Claim.objects.visible_to(actor))


class DocumentRequest(TenantModel):
    """At most one a claim (Insurance Law 22): everything is asked for at once. `arrived_at`: it reached the owner."""

    claim = TenantOneToOneField(Claim, related_name="document_request")
    reason = models.TextField(_("why"), max_length=1000)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("asked"))
    arrived_at = models.DateTimeField(_("arrived"))
    completed_at = models.DateTimeField(_("complete since"), null=True)

    objects: ClassVar[DocumentRequestQuerySet] = DocumentRequestQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "claim"), name="claims_documentrequest_claim_fk"),
            models.CheckConstraint(
                condition=Q(completed_at=None) | Q(completed_at__gte=F("requested_at")),
                name="claims_documentrequest_order",
            ),
        ]


class RequestedDocumentQuerySet(TenantQuerySet["RequestedDocument"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(request__in=DocumentRequest.objects.visible_to(actor))


class RequestedDocument(TenantModel):
    """One line of the request. It came as a file (`upload`), or on paper, which somebody of the insurer wrote down."""

    request = TenantForeignKey(DocumentRequest, related_name="items")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("document"), max_length=LONGEST_DOCUMENT_NAME)
    upload = TenantForeignKey(Upload, null=True, related_name="+")
    received_at = models.DateTimeField(_("received"), null=True)

    objects: ClassVar[RequestedDocumentQuerySet] = RequestedDocumentQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("position",)
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "request"), name="claims_requesteddocument_request_fk"),
            CompositeForeignKey(fields=("city", "upload"), name="claims_requesteddocument_upload_fk"),
            models.UniqueConstraint(fields=("city", "request", "position"), name="claims_requesteddocument_place"),
            models.CheckConstraint(condition=~Q(name=""), name="claims_requesteddocument_name"),
            models.CheckConstraint(
                condition=Q(upload=None) | Q(received_at__isnull=False), name="claims_requesteddocument_came"
            ),
        ]

    def __str__(self) -> str:
        return self.name
