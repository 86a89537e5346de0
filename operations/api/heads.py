"""Published heads, for programs that keep them."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from idi_platform.api.public import ListView
from idi_platform.audit.public import DailyHead, chain_codes


class HeadSerializer(serializers.Serializer[DailyHead]):
    """The last seal of a chain on a day that has ended."""

    day = serializers.DateField(help_text="The day in Asia/Shanghai.")
    chain = serializers.SerializerMethodField(help_text="A city's GB/T 2260 code, or `platform`.")
    count = serializers.IntegerField(help_text="How many rows of the record were sealed up to then.")
    hash = serializers.SerializerMethodField(help_text="SHA-256, 64 hexadecimal digits.")
    sealed_at = serializers.DateTimeField()

    def get_chain(self, head: DailyHead) -> str:
        code: str = self.context["chains"].get(head.chain, str(head.chain))
        return code

    def get_hash(self, head: DailyHead) -> str:
        return bytes(head.hash).hex()


class ListHeads(ListView):
    """Published heads of the sealed record, newest day first

    Keep them: `manage.py verify --city <chain> --head <hash>` tells whether the chain is still the one that had this
    head. No personal data; no sign-in.
    """

    rights = None
    serializer_class = HeadSerializer
    ordering = ("-day", "chain")

    def get_queryset(self) -> QuerySet[DailyHead]:
        return DailyHead.objects.all()

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "chains": self._codes}

    @cached_property
    def _codes(self) -> dict[int, str]:
        return {chain: code for code, chain in chain_codes().items()}
