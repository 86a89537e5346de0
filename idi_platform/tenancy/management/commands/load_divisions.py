"""`manage.py load_divisions`: cities and divisions from their data file (IDI_LOGIN=idi_owner). Idempotent."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from ruamel.yaml import YAML

from idi_platform.tenancy.models import City, District

DIVISIONS = Path(__file__).parents[2] / "divisions" / "cities.yaml"


class Command(BaseCommand):
    help = "Loads the cities and their divisions by GB/T 2260."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        rows: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(DIVISIONS)
        for row in rows:
            city, _ = City.objects.update_or_create(
                code=row["code"], defaults={"name_zh": row["zh"], "name_en": row["en"]}
            )
            for place in row["districts"]:
                District.objects.update_or_create(
                    city=city,
                    code=place["code"],
                    valid_from=place.get("from"),
                    defaults=_district(place),
                )
        self.stdout.write(f"{len(rows)} cities loaded")


def _district(place: dict[str, Any]) -> dict[str, Any]:
    """A district that the file says nothing of the end of may have been closed by the operator since: it stays so."""
    names = {"name_zh": place["zh"], "name_en": place["en"]}
    return {**names, "valid_to": place["to"]} if "to" in place else names
