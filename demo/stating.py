"""What underwriters stated of the points that the texts ask of an issued policy."""

from collections.abc import Iterator
from dataclasses import dataclass

from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import tenant_work
from policies.public import DutyState, duties_at, state_duty
from underwriting.public import InsurancePolicy, PolicyState

from .moments import Ago, When
from .scene import Act, Scene


@dataclass(frozen=True, slots=True)
class Stated:
    """The first points of a stage, so many of them, seen to; `words` say what shows it."""

    person: str
    stage: str
    points: int
    when: When
    words: str


# By city.
STATED = {
    "440700": (
        Stated("underwriter", "insurer", 1, Ago(4, "15:10"), "见投标文件第二册资质部分，原件已核对。"),
        Stated("underwriter", "contract", 3, Ago(4, "15:30"), "见已签署的保险合同及附件，扫描件已归档。"),
    ),
    "110000": (
        Stated("underwriter-beijing", "contract", 4, Ago(3, "11:00"), "见已签署的保险合同及附件，扫描件已归档。"),
    ),
}


def acts_of_statements(scene: Scene, city_code: str) -> Iterator[Act]:
    """Each on the city's first issued policy."""
    for story in STATED.get(city_code, ()):
        yield _stated(scene, story)


def _stated(scene: Scene, story: Stated) -> Act:
    moment = story.when.moment(scene.at)

    def state() -> None:
        with tenant_work(scene.cast.people[story.person].actor()) as by:
            policies = InsurancePolicy.objects.visible_to(by).filter(state=PolicyState.ISSUED)
            file = policies.select_related("dossier").earliest("dossier__number").dossier
            day = moment.astimezone(CIVIL_ZONE).date()
            for duty in duties_at(file, only=[story.stage], on=day, viewer=by)[: story.points]:
                rule = duty.rule.code
                state_duty(dossier=file, rule=rule, state=DutyState.SEEN_TO, words=story.words, by=by, at=moment)

    return Act(moment, state)
