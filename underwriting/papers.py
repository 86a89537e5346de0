"""Documents that come with a form or a command, kept with their policy."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from idi_platform.documents.public import Upload, store_upload
from idi_platform.tenancy.public import Actor
from underwriting.models import InsurancePolicy


def stored(file: "UploadedFile[bytes]", policy: InsurancePolicy | None, *, by: Actor, at: datetime) -> Upload:
    """Checks the file by its content and keeps it, in the policy's dossier once there is one. Raises UploadRefused."""
    dossier = policy.dossier if policy else None
    return store_upload(dossier=dossier, file=file, filename=file.name or "", by=by, at=at)
