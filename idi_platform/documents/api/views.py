"""Reading what is known of a kept file. Files come in by the commands of what they belong to."""

from django.db.models import QuerySet

from idi_platform.api.public import DetailView, DocumentSerializer
from idi_platform.documents.models import Upload
from idi_platform.documents.rights import READ_DOCUMENTS
from idi_platform.tenancy.public import current_actor


class ReadDocument(DetailView):
    """One kept file: what it is, its checksums, and the address of its content"""

    rights = (READ_DOCUMENTS,)
    serializer_class = DocumentSerializer

    def get_queryset(self) -> QuerySet[Upload]:
        return Upload.objects.visible_to(current_actor())
