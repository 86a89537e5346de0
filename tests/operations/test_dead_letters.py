"""What did not arrive stands on the operator's page with its reason, and is sent again on record."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from idi_platform.alerts.models import Sending, SendingState
from idi_platform.audit.public import PlatformEvent
from idi_platform.tenancy.public import tenant_work
from tests.alerts.outside import mail_server
from tests.alerts.test_channels import here, missed, send, sendings  # noqa: F401  # `here` is a fixture
from tests.world import CityWorld, World


def test_the_operator_sends_again_what_was_refused(
    here: CityWorld,  # noqa: F811  # the fixture
    world: World,
    client: Client,
    settings: Settings,
) -> None:
    with mail_server(settings) as box:
        box.answer = "554 not from you"
        missed(here)
        send(here)
        client.force_login(world.operator.user)
        page = client.get("/operations/sendings/").content.decode()
        assert "SMTP 554" in page
        assert "SMTP 554" in client.get("/operations/sendings/?channel=email").content.decode()
        assert "SMTP 554" not in client.get("/operations/sendings/?channel=sms").content.decode()
        assert "here-adjuster" not in page
        group = f"/operations/sendings/{here.city.code}/email/?error=SMTP+554"
        first, second = sendings(here)
        assert client.get(group).status_code == 200
        assert client.post(group, {"pk": [str(first.pk)], "reason": ""}).status_code == 422
        assert client.post(group, {"reason": "The domain is allowed now"}).status_code == 422
        elsewhere = f"/operations/sendings/{world.there.city.code}/email/?error=SMTP+554"
        assert client.get(elsewhere).status_code == 404
        assert client.post(group, {"pk": [str(first.pk)], "reason": "The domain is allowed now"}).status_code == 302
        box.answer = "250 OK"
        assert send(here) == 1
    assert len(box.mails) == 1
    assert {one.pk: one.state for one in sendings(here)} == {
        first.pk: SendingState.SENT,
        second.pk: SendingState.REFUSED,
    }
    event = PlatformEvent.objects.get(code="sendings_replayed")
    assert (event.payload["count"], event.payload["reason"]) == (1, "The domain is allowed now")


def test_all_of_a_group_go_again_with_all_their_tries(
    here: CityWorld,  # noqa: F811  # the fixture
    world: World,
    client: Client,
    settings: Settings,
) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    missed(here)
    with tenant_work(here.system):
        at = timezone.now() - timedelta(days=1)
        Sending.objects.update(state=SendingState.GIVEN_UP, error="Timeout", attempts=12, settled_at=at)
    client.force_login(world.operator.user)
    group = f"/operations/sendings/{here.city.code}/email/?error=Timeout"
    client.post(group, {"pk": [str(one.pk) for one in sendings(here)], "reason": "The server is back"})
    assert {(one.state, one.attempts, one.error) for one in sendings(here)} == {(SendingState.WAITING, 0, "")}
    assert client.get(group).status_code == 404
