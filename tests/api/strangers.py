"""Two cities where others live already when a journey begins: in each one of every kind that a command can name."""

from dataclasses import dataclass

from django.utils import timezone

from claims.services.documents import Asked, request_documents
from idi_platform.tenancy.public import City, District, tenant_work
from tests.access.insured import insured
from tests.attacks import ids_of_city
from tests.claims.reports import draft, filed
from tests.registry.authorities import waiting
from tests.riskmgmt.site import build_site, draft_answer, draft_report, raised, with_finding
from tests.world import build_city

PLACES = {"440700": "440703", "330383": "330383"}


@dataclass(frozen=True)
class Strangers:
    """Whoever lives in a city beside those of the journey: their ids by kind, and a district of theirs."""

    city: City
    ids: dict[str, str]
    district: District


def build_strangers() -> None:
    """Committed, before anybody else comes."""
    for code, district in PLACES.items():
        city = build_city(code=code, district=district, prefix=f"stranger-{code}")
        claim = filed(city, photographs=1)
        with tenant_work(city.adjuster.actor()) as by:
            request_documents(claim=claim, asked=Asked(["房产证"], "核实", claim.filed_at), by=by, at=claim.filed_at)
        draft(city, photographs=1)
        site = build_site(city, f"stranger-{code}")
        draft_answer(site, raised(site))
        with_finding(site, draft_report(site, kind="d1"))
        insured(city, at=timezone.now())
        waiting(city)


def strangers() -> list[Strangers]:
    """Of a database that holds nobody else."""
    found = []
    for code, district in PLACES.items():
        city = City.objects.get(code=code)
        found.append(Strangers(city, ids_of_city(city), District.objects.get(city=city, code=district)))
    return found
