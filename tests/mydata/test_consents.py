"""What people agreed to: which words, when, and taken back when."""

import pytest

from idi_platform.mydata.consents import consent_texts, current_text, withdraw_consent
from idi_platform.mydata.models import Consent
from idi_platform.mydata.public import CLAIM_REPORT
from idi_platform.tenancy.public import tenant_work
from tests.claims.reports import AT, filed
from tests.world import World

# A published text is never changed: a new wording is a new version, with a line here.
PUBLISHED = {("claim-report", 1): "36db8aabea0cd6c13cb98f66867a70b752b6607f48c971db27ca91e211a58aa4"}


def test_published_texts_are_as_they_were() -> None:
    assert {key: text.sha256 for key, text in consent_texts().items()} == PUBLISHED


def test_filing_keeps_which_words_were_agreed_to(world: World) -> None:
    claim = filed(world.here)
    with tenant_work(world.here.owner.actor()) as by:
        consent = Consent.objects.visible_to(by).get()
    assert (consent.about_id, consent.given_at, consent.sha256) == (claim.pk, AT, current_text(CLAIM_REPORT).sha256)


def test_a_consent_is_taken_back_by_its_person_once(world: World) -> None:
    filed(world.here)
    with tenant_work(world.here.system):
        consent = Consent.objects.get()
    with tenant_work(world.here.adjuster.actor()) as by, pytest.raises(Consent.DoesNotExist):
        withdraw_consent(consent_id=consent.pk, by=by, at=AT)
    with tenant_work(world.here.owner.actor()) as by:
        assert withdraw_consent(consent_id=consent.pk, by=by, at=AT).withdrawn_at == AT
        with pytest.raises(Consent.DoesNotExist):
            withdraw_consent(consent_id=consent.pk, by=by, at=AT)
