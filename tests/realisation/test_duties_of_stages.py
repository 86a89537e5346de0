"""Each point that a text asks at a stage stands on its case file, in its words, until somebody states it."""

from datetime import date
from functools import partial
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.audit.public import Event
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import acting_as, tenant_work
from policies.constants import DutyState
from policies.models import StatedDuty
from policies.rules.stages import stages
from policies.services.stating import STATED_EVENT, MayNotDepart, state_duty
from tests.claims.reports import filed, signed_in
from tests.realisation.cities import insured_city
from tests.realisation.register import NATION, each_city, resting_on
from tests.realisation.steps import FILED

SELF = "test_each_point_stands_on_its_case_file_until_somebody_states_it"
WORDS = "合同第三条，2026年9月1日"
KINDS = {parameter: stage.kind for stage in stages().values() for parameter in stage.parameters}


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("jurisdiction", each_city(SELF))
def test_each_point_stands_on_its_case_file_until_somebody_states_it(jurisdiction: str) -> None:
    city, desk, policy = insured_city("440700" if jurisdiction == NATION else jurisdiction)
    claim = filed(city, at=FILED, photographs=1, noticed_on=date(2026, 7, 1))
    underwriter, adjuster = signed_in(desk.underwriter, "en"), signed_in(city.adjuster, "en")
    files = {
        "policy": (underwriter, policy.pk, reverse("underwriting:policy", args=[policy.pk])),
        "project": (underwriter, city.project.pk, reverse("underwriting:project", args=[city.project.pk])),
        "claim": (adjuster, claim.pk, reverse("claims:case", args=[claim.pk])),
    }
    pages = {kind: read(client, address) for kind, (client, _pk, address) in files.items()}
    asked = resting_on(SELF, city=jurisdiction)
    for rule in asked:
        page = pages[KINDS[rule.parameter]]
        assert reverse("policies:duty", args=[files[KINDS[rule.parameter]][1], rule.code]) in page, rule.code
        assert rule.quote in page, rule.code
    for kind in {KINDS[rule.parameter] for rule in asked}:
        client, pk, address = files[kind]
        rule = next(rule for rule in asked if KINDS[rule.parameter] == kind)
        form = reverse("policies:duty", args=[pk, rule.code])
        assert client.post(form, {"state": DutyState.SEEN_TO}).status_code == 422
        assert client.post(form, {"state": DutyState.SEEN_TO, "words": WORDS}).status_code == 302
        assert WORDS in read(client, address)
        assert "Seen to" in read(client, form)


@pytest.mark.usefixtures("governed")
def test_the_last_statement_holds_and_what_binds_is_not_departed_from() -> None:
    city, desk, policy = insured_city("330100")
    with acting_as(desk.underwriter.actor()):
        dossier = Dossier.objects.get(pk=policy.pk)
    stated = partial(state_duty, dossier=dossier, words=WORDS, at=FILED)
    with tenant_work(desk.underwriter.actor()) as by:
        with pytest.raises(MayNotDepart):
            stated(rule="HZ-038", state=DutyState.DEPARTED, by=by)
        # In principle one permit is one contract (HZ-037): that may be departed from, with the reason.
        stated(rule="HZ-037", state=DutyState.DEPARTED, by=by)
        stated(rule="HZ-037", state=DutyState.OPEN, by=by)
        assert Event.objects.filter(dossier_id=dossier.pk, code=STATED_EVENT).count() == 2
        assert StatedDuty.objects.visible_to(by).count() == 2
    shown = read(signed_in(city.officer, "en"), reverse("policies:duty", args=[policy.pk, "HZ-037"]))
    assert "Open again" in shown
    assert "Departed from, with the reason" in shown
    assert signed_in(city.officer, "en").get(reverse("policies:duty", args=[policy.pk, "JM-039"])).status_code == 404
