"""What a draft would do once published: to the versions beside it, to projects, and to what the product keeps."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from idi_platform.registry.public import Milestone, Project
from idi_platform.tenancy.public import Actor
from policies.constants import VersionStatus
from policies.models import InstrumentVersion, Pin, RuleDraft
from policies.realising import piece_of
from policies.rules.analysis import Analysis, analyse
from policies.rules.pack import Pack, RuleText
from policies.rules.realisation import register
from policies.rules.vocabulary import vocabulary
from policies.services.checking import Checked, predecessor_of, read_draft

KEPT, PLANNED, OPEN = "kept", "planned", "open"
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
    """The whole look at a draft that may be published."""

    analysis: Analysis
    neighbours: tuple[Neighbour, ...]
    governed: Governed
    kept: Counter[str]


def foresee(draft: RuleDraft, checked: Checked, viewer: Actor) -> Foreseen:
    """Everything that is shown before review and before publishing; writes nothing."""
    pack = checked.pack
    return Foreseen(
        analysis=analyse(base_pack(draft), pack, vocabulary()),
        neighbours=() if checked.corrects else tuple(_neighbours(pack)),
        governed=_governed(pack, checked, viewer),
        kept=Counter(realised_state(rule) for _article, rule in pack.rules),
    )


def base_pack(draft: RuleDraft) -> Pack | None:
    """What the draft is based on, as it was published."""
    if draft.base is None:
        return None
    _tree, pack = read_draft(draft.base.text.pack, draft.base.text.source)
    return pack


def realised_state(rule: RuleText) -> str:
    """Whether the product keeps such a rule: by the register's line for its id, and only if that piece is about it.

    A new id is open until somebody writes its line, with a test that shows it.
    """
    entry = register().entries.get(rule.code)
    if entry is None:
        return OPEN
    piece = piece_of(entry.what)
    return KEPT if piece and piece.by == entry.by and piece.can_realise(rule) else PLANNED if entry.planned else OPEN


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
