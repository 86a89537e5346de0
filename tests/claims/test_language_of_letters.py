"""Letters speak the language the claim was filed in, whoever's action issues them."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from claims.public import Result
from idi_platform.documents.public import letters_of
from idi_platform.tenancy.public import tenant_work
from tests.claims.path import surveyed
from tests.world import ZONE, World

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)
MADE = FILED + timedelta(days=1)


@pytest.mark.parametrize(("language", "days"), [("zh-hans", "自然日"), ("en", "days")])
def test_receipt_and_denial_speak_the_claimants_language(jiangmen: World, language: str, days: str) -> None:
    with translation.override(language):
        path = surveyed(jiangmen.here, FILED)
    path.determine(Result.NOT_COVERED, MADE)
    path.approve(MADE)
    path.deny(MADE)
    with tenant_work(path.city.owner.actor()) as owner:
        letters = {letter.kind: letter for letter in letters_of(owner, path.claim.dossier)}
    assert {letter.language for letter in letters.values()} == {language}
    assert any(days in term["term"] for term in letters["claim_receipt"].content["terms"])
    first_step = letters["claim_denial"].content["appeal"][0]
    assert first_step.startswith("Ask") is (language == "en")
