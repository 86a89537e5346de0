"""Claims on their way, in any city: each step by the real service, at one moment after the filing."""

from datetime import date, datetime, timedelta

from claims.public import Finding, Result, cited, determine
from claims.services.complexity import declare_complex
from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import tenant_work
from tests.claims.path import Path, as_, manager_of
from tests.claims.reports import filed
from tests.world import ZONE, CityWorld

FILED = datetime(2026, 9, 24, 10, tzinfo=ZONE)
LATER = FILED + timedelta(hours=3)


def agreed(path: Path) -> None:
    """Covered, offered, accepted."""
    path.survey(LATER)
    path.determine(Result.COVERED, LATER)
    path.offer(LATER)
    path.accept(LATER)


def denied(path: Path) -> None:
    """Not covered by a clause of the contract; a second person approves."""
    path.survey(LATER)
    with tenant_work(path.city.adjuster.actor()) as by:
        files = list(Upload.objects.visible_to(by).filter(dossier_id=path.claim.pk).values_list("pk", flat=True))
        clause = cited(path.claim, chosen="contract", article="第八条", quote="自行改动的部位不赔")
    finding = Finding(result=Result.NOT_COVERED, words="不赔。", reasons="自行改动。", clause=clause, evidence=files)
    as_(path.city.adjuster, lambda by: determine(claim=path.claim, finding=finding, by=by, at=LATER))
    path.approve(LATER)


def declared_complex(path: Path) -> None:
    as_(path.city.adjuster, lambda by: declare_complex(claim=path.claim, reasons="多处渗漏", by=by, at=LATER))


def paths(city: CityWorld) -> list[Path]:
    """Three claims on the home, each for another place."""
    manager = manager_of(city)
    places = ("bathroom", "kitchen", "roof")
    claims = [filed(city, at=FILED, photographs=1, noticed_on=date(2026, 7, 1), place=place) for place in places]
    return [Path(city, claim, manager) for claim in claims]
