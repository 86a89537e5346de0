"""A wrong entry on a claim's timeline: asked for and decided on a page, struck through and said so in words."""

from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from idi_platform.accounts.public import Membership
from idi_platform.audit.public import Correction, Event
from idi_platform.tenancy.public import tenant_work
from tests.claims.path import surveyed
from tests.world import ZONE, World

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)
REASON = "当日勘查的是另一户"


def signed_in(who: Membership) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def test_an_entry_is_corrected_on_the_page_and_the_timeline_says_so(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    case = reverse("claims:case", args=[path.claim.pk])
    with tenant_work(jiangmen.here.system):
        survey = Event.objects.get(dossier_id=path.claim.pk, code="claim_surveyed")
    page = reverse("dossiers:correct", args=[survey.pk])
    adjuster = signed_in(jiangmen.here.adjuster)
    assert page in adjuster.get(case).content.decode()
    assert adjuster.get(page).status_code == 200
    assert adjuster.post(page, {"truth": "other_time", "reason": REASON}).status_code == 422
    done = adjuster.post(page, {"truth": "never", "reason": REASON}, follow=True)
    shown = done.content.decode()
    assert "<s>" in shown
    assert "录入有误" in shown
    assert REASON in shown
    assert page not in shown
    assert signed_in(jiangmen.there.adjuster).get(page).status_code == 404
    assert signed_in(jiangmen.here.officer).get(page).status_code == 404
    assert signed_in(jiangmen.here.owner).get(page).status_code == 403


def test_the_second_person_decides_on_the_page(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    with tenant_work(jiangmen.here.system):
        from_event = Event.objects.filter(dossier_id=path.claim.pk, actor_organisation_id=jiangmen.here.insurer.pk)
        survey = from_event.get(code="claim_surveyed")
    with tenant_work(jiangmen.here.adjuster.actor()) as by:
        Correction.objects.create(
            city_id=by.tenant_id,
            event=survey,
            reason=REASON,
            asked_by=by.person_id,
            asked_at=FILED + timedelta(hours=3),
        )
    manager = signed_in(path.manager)
    page = reverse("dossiers:correct", args=[survey.pk])
    shown = manager.get(page).content.decode()
    assert "作出更正" in shown
    with tenant_work(jiangmen.here.system):
        correction = Correction.objects.get(event=survey)
    refuse = reverse("dossiers:refuse_correction", args=[correction.pk])
    assert signed_in(jiangmen.there.adjuster).post(refuse).status_code == 404
    assert manager.post(refuse).status_code == 302
    make = reverse("dossiers:make_correction", args=[correction.pk])
    assert manager.post(make).status_code == 302
    with tenant_work(jiangmen.here.system):
        assert Correction.objects.get(event=survey).state == "refused"
        assert not Event.objects.filter(code="event_corrected").exists()
