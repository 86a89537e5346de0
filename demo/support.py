"""Support looks at the portal as somebody for a few minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from idi_platform.accounts.public import end_look, start_look

from .moments import Ago, When
from .scene import Act, Scene


@dataclass(frozen=True, slots=True)
class Looked:
    """The operator looked at the portal as somebody, for so long, and why."""

    person: str
    when: When
    lasted: timedelta
    reason: str


# By city.
LOOKS = {
    "440700": (
        Looked("adjuster", Ago(3, "10:10"), timedelta(minutes=9), "来电：任务列表里看不到昨天受理的索赔，核对筛选条件"),
    ),
}


def acts_of_support(scene: Scene, city_code: str) -> Iterator[Act]:
    """Begun and ended."""
    for look in LOOKS.get(city_code, ()):
        yield _look(scene, look)


def _look(scene: Scene, story: Looked) -> Act:
    started, operator = story.when.moment(scene.at), scene.cast.people["operator"]
    latest = started + settings.ACT_AS_LASTS

    def look() -> None:
        seen_as = scene.cast.people[story.person]
        begun = start_look(membership=seen_as, reason=story.reason, until=latest, by=operator.actor(), at=started)
        end_look(begun.pk, looked_by=operator.user_id, at=started + story.lasted)

    return Act(started, look)
