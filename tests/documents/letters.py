"""A letter to try things on: a kind of the tests' own, printed by the template of a receipt."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from idi_platform.documents.letters.making import make_letter
from idi_platform.documents.letters.models import TOPIC
from idi_platform.documents.public import Letter, issue_letter, register_letter
from idi_platform.dossiers.public import Dossier
from idi_platform.outbox.public import Message
from idi_platform.privacy.public import mask_name
from idi_platform.tenancy.public import tenant_work
from tests.world import ZONE, CityWorld

KIND = "test_letter"
AT = datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)
CLAIMANT = "𬭎㛃䶮昇喆镕堃"
TERM = {
    "duty": "作出核定",
    "obliged": "示例保险公司",
    "due_at": "2026-11-29T00:00:00+08:00",
    "term": "7 个自然日",
    "clause": "第二十六条",
    "provisional": False,
    "after": "",
}
CONTENT: dict[str, Any] = {
    "organisation": "示例保险公司",
    "organisation_lines": ["电话 95500"],
    "addressee": CLAIMANT,
    "official_line": "95500",
    "claim_number": "CLM-2026-000001",
    "home": "一号路 1 号",
    "claimant": CLAIMANT,
    "filed_at": AT.isoformat(),
    "place": "屋面",
    "defect": "渗水",
    "description": "下雨后渗水",
    "noticed_on": "2026-11-18",
    "photographs": 3,
    "insurer": "示例保险公司",
    "hotline": "95500",
    "terms": [TERM],
    "next_terms": [],
}

register_letter(
    KIND,
    label="试函",
    template="documents/letters/claim_receipt.html",
    series="TST",
    verify_facts=lambda content: {"姓名": mask_name(str(content["claimant"]))},
)


def issued(city: CityWorld, *, dossier: Dossier | None = None, language: str = "zh-hans", **content: Any) -> Letter:
    """A letter in the city's project dossier, or another one, issued by its insurer's adjuster."""
    actor = city.adjuster.actor()
    with tenant_work(actor):
        return issue_letter(
            kind=KIND,
            dossier=dossier or city.project.dossier,
            content={**CONTENT, **content},
            language=language,
            by=actor,
            at=AT,
        )


def made(city: CityWorld, letter: Letter) -> Letter:
    """The letter with its file, made in this process as a worker would."""
    with tenant_work(city.system) as by:
        make_letter(Message(city=city.city, topic=TOPIC, source_id=letter.pk, created_at=timezone.now()), by)
    return read_again(city, letter)


def read_again(city: CityWorld, letter: Letter) -> Letter:
    with tenant_work(city.system):
        return Letter.objects.with_file().get(pk=letter.pk)


def pdf_of(letter: Letter, folder: Any) -> bytes:
    return bytes((folder / letter.file.path).read_bytes())
