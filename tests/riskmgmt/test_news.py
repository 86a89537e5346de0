"""Who is told: the responsible body of a finding, the inspection service of an answer; each once."""

from idi_platform.accounts.public import Membership
from idi_platform.alerts.models import Notice
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import tenant_work
from riskmgmt.news import TOPIC, deliver_finding_news
from tests.claims.reports import signed_in
from tests.riskmgmt.site import Site, answered, closed, raised


def deliver(site: Site) -> None:
    """Delivers every message of ours twice: the second delivery tells nothing."""
    with tenant_work(site.city.system) as by:
        for message in [*Message.objects.filter(topic=TOPIC)] * 2:
            deliver_finding_news(message, by)


def told(person: Membership) -> list[str]:
    with tenant_work(person.actor()) as by:
        return list(Notice.objects.visible_to(by).order_by("occurred_at", "pk").values_list("kind", flat=True))


def test_each_step_is_news_for_whoever_is_next(site: Site) -> None:
    answer = answered(site, raised(site))
    closed(site, answer)
    deliver(site)
    assert told(site.builder) == ["finding_raised", "finding_closed"]
    assert told(site.inspector) == told(site.colleague) == ["finding_answered"]
    assert told(site.developer) == told(site.designer) == []


def test_a_finding_with_nothing_to_put_right_is_no_news(site: Site) -> None:
    raised(site, risk="O", responsible=None)
    deliver(site)
    assert told(site.builder) == []


def test_the_inbox_leads_to_the_finding(site: Site) -> None:
    finding = raised(site)
    deliver(site)
    body = signed_in(site.builder).get("/inbox/").content.decode()
    assert f"/findings/{finding.pk}/" in body
    assert "有问题待整改" in body
    assert "F-0001" in body
