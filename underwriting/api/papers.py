"""Commands that bring the document which shows what they say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from idi_platform.api.public import FileCommandView
from idi_platform.documents.public import Upload
from underwriting.models import InsurancePolicy
from underwriting.papers import stored


class PaperCommand(FileCommandView):
    """Keeps the document as the page does, by the same checks."""

    def kept(self, told: Mapping[str, Any], policy: InsurancePolicy | None, *, at: datetime) -> Upload:
        return stored(told[self.file_field], policy, by=self.actor, at=at)
