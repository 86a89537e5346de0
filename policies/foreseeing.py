"""What a draft would do once published: to the versions beside it, to projects, and to what the product keeps."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from idi_platform.registry.public import Milestone, Project
from idi_platform.tenancy.public import Actor
from policies.constants import Layer, VersionStatus
from policies.models import InstrumentVersion, Pin, RuleDraft
from policies.realised import realised_state
from policies.rules.analysis import Analysis, analyse
from policies.rules.pack import Pack
from policies.rules.vocabulary import vocabulary
from policies.services.checking import Checked, predecessor_of, read_draft

CLOSES, GAP, TOUCHES, LATER = "closes", "gap", "touches", "later"
MOST_PROJECTS = 20


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A published version of the same instrument. `what` happens to it; `days` lie between it and the draft."""

    version: InstrumentVersion
    what: str
    last_day: date | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Governed:
    """Projects without a version whose anchor date lies in the draft's validity, and how many stay pinned."""

    projects: tuple[Project, ...]
    total: int
    pinned: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The whole look at a draft that may be published.

    `left` are the guidelines annexed to earlier versions alone: they govern no project of the draft's.
    """

    analysis: Analysis
    neighbours: tuple[Neighbour, ...]
    left: tuple[InstrumentVersion, ...]
    governed: Governed
    kept: Counter[str]


def foresee(draft: RuleDraft, checked: Checked, viewer: Actor) -> Foreseen:
    """Everything that is shown before review and before publishing; writes nothing."""
    pack = checked.pack
    return Foreseen(
        analysis=analyse(base_pack(draft), pack, vocabulary()),
        neighbours=() if checked.corrects else tuple(_neighbours(pack)),
        left=() if checked.corrects else tuple(_left_guidelines(pack)),
        governed=_governed(pack, checked, viewer),
        kept=Counter(realised_state(rule) for _article, rule in pack.rules),
    )


def base_pack(draft: RuleDraft) -> Pack | None:
    """What the draft is based on, as it was published."""
    if draft.base is None:
        return None
    _tree, pack = read_draft(draft.base.text.pack, draft.base.text.source)
    return pack


def _left_guidelines(pack: Pack) -> list[InstrumentVersion]:
    """Of each guideline of the instrument's other versions the one that began last."""
    others = InstrumentVersion.objects.filter(instrument__code=pack.instrument["code"]).exclude(code=pack.code)
    annexed = reduce(or_, (Q(parents__contains=[code]) for code in others.values_list("code", flat=True)), Q(pk=None))
    found = InstrumentVersion.objects.filter(annexed, instrument__layer=Layer.GUIDELINE, status=VersionStatus.PUBLISHED)
    newest = found.order_by("instrument_id", "-validity").distinct("instrument_id").select_related("instrument")
    return [version for version in newest if pack.code not in version.parents]


def _neighbours(pack: Pack) -> list[Neighbour]:
    start = pack.valid_from
    if start is None:
        return []
    closing = predecessor_of(pack)
    others = InstrumentVersion.objects.filter(
        instrument__code=pack.instrument["code"], status=VersionStatus.PUBLISHED
    ).exclude(code=pack.code)
    found = []
    for other in others.order_by("validity"):
        if other == closing:
            found.append(Neighbour(other, CLOSES, start - timedelta(days=1)))
        elif other.last_day and other.last_day < start:
            days = (start - other.last_day).days - 1
            found.append(Neighbour(other, GAP if days else TOUCHES, other.last_day, days))
        else:
            found.append(Neighbour(other, LATER, other.last_day))
    return found


def _governed(pack: Pack, checked: Checked, viewer: Actor) -> Governed:
    pinned = Pin.objects.visible_to(viewer).filter(version__instrument__code=pack.instrument["code"])
    if checked.corrects:
        return Governed((), 0, pinned.filter(version=checked.corrects).count())
    anchored = Milestone.objects.filter(
        city_id=viewer.tenant_id, kind=pack.version["applicability_anchor"], building=None, on__gte=pack.valid_from
    )
    if pack.last_day:
        anchored = anchored.filter(on__lte=pack.last_day)
    projects = (
        Project.objects.visible_to(viewer)
        .filter(pk__in=anchored.values("project_id"))
        .exclude(pk__in=Pin.objects.filter(city_id=viewer.tenant_id).values("dossier_id"))
        .select_related("dossier")
        .order_by("pk")
    )
    return Governed(tuple(projects[:MOST_PROJECTS]), projects.count(), pinned.count())
