"""A list whose rows PostgreSQL writes says what its serializer would say, and pages as any other."""

from typing import Any

import pytest
from rest_framework import serializers

from claims.api.views import ListClaims
from idi_platform.api.rows import json_row
from idi_platform.tenancy.public import acting_as
from tests.claims.reports import AT, filed, signed_in, with_term
from tests.world import World


class PriceSerializer(serializers.Serializer[Any]):
    price = serializers.DecimalField(max_digits=5, decimal_places=2)


def test_the_rows_are_those_of_the_serializer(world: World) -> None:
    first, _second = (filed(world.here, at=AT.replace(minute=minute, microsecond=999_999)) for minute in (1, 2))
    with_term(first, AT.replace(day=1, microsecond=1))
    with acting_as(world.here.adjuster.actor()):
        claims = ListClaims().get_queryset().order_by("-filed_at")
        expected = [ListClaims.serializer_class(claim).data for claim in claims]
    assert [row["next_due_at"] is None for row in expected] == [True, False]
    answer: Any = signed_in(world.here.adjuster).get("/api/v1/claims/")
    assert answer.json() == {"next": None, "previous": None, "results": expected}
    assert answer.headers["Content-Type"] == "application/json"


def test_claims_of_one_second_are_paged_without_a_gap(world: World) -> None:
    numbers = [filed(world.here, at=AT.replace(microsecond=moment)).dossier.number for moment in range(5)]
    adjuster, seen, address = signed_in(world.here.adjuster), [], "/api/v1/claims/?page_size=2"
    while address:
        page: Any = adjuster.get(address).json()
        seen += [row["number"] for row in page["results"]]
        address = page["next"]
    assert seen == numbers[::-1]


def test_a_field_that_postgresql_would_write_otherwise_is_refused() -> None:
    with pytest.raises(TypeError, match="price"):
        json_row(PriceSerializer)
