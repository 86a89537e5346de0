"""Commands on a claim that bring a file: a document that was asked for, or what proves the step."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from claims.lifecycle import ClaimAction
from claims.models import Claim
from claims.services import agreement, documents, performance
from idi_platform.api.public import FileCommandView, Moment

from .commands import WORDS, ClaimCommand, Told

PAPER = "A photograph or a PDF."


class DocumentBody(serializers.Serializer[Any]):
    document = serializers.UUIDField(help_text="Line of the request.")
    file = serializers.FileField(help_text=PAPER)


class UploadDocument(FileCommandView, ClaimCommand):
    """Send a document that was asked for"""

    action = ClaimAction.UPLOAD_DOCUMENT
    serializer_class = DocumentBody
    file_field = "file"

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        file, item = told["file"], told["document"]
        documents.upload_document(claim=claim, item_id=item, file=file, filename=file.name, by=self.actor, at=at)


class EvidenceCommand(FileCommandView, ClaimCommand):
    """Base of the steps that are proved by a file."""

    action = ClaimAction.START
    file_field = "evidence"


class SignedBody(serializers.Serializer[Any]):
    agreed_at = Moment(help_text="When it was signed.")
    evidence = serializers.FileField(help_text="The signed agreement. " + PAPER)


class RecordAgreement(EvidenceCommand):
    """Record an agreement that was signed on paper"""

    action = ClaimAction.RECORD_AGREEMENT
    serializer_class = SignedBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        file = told["evidence"]
        agreement.record_agreement(
            claim=claim, file=file, filename=file.name, agreed_at=told["agreed_at"], by=self.actor, at=at
        )


class BeginningBody(serializers.Serializer[Any]):
    started_at = Moment(help_text="When the works began, or the money left.")
    note = serializers.CharField(max_length=WORDS)
    evidence = serializers.FileField(help_text="A photograph of the works, or the bank's receipt.")


class StartWorks(EvidenceCommand):
    """Record the start of the works"""

    action = ClaimAction.START
    serializer_class = BeginningBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        performance.start_works(claim=claim, begun=_begun(told), by=self.actor, at=at)


class RecordPayment(EvidenceCommand):
    """Record the payment"""

    action = ClaimAction.PAY
    serializer_class = BeginningBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        performance.record_payment(claim=claim, begun=_begun(told), by=self.actor, at=at)


def _begun(told: Told) -> performance.Begun:
    file = told["evidence"]
    return performance.Begun(told["started_at"], told["note"], file, file.name)
