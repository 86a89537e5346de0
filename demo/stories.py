"""What a city of the demo is made of, as plain data that `demo.seeding` tells to the services in its order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.public import DefectKind, Place
from idi_platform.accounts.public import OrganisationKind, Role
from idi_platform.registry.public import AuthorityKind, MilestoneKind, PartyRole, Title, TransferCause
from riskmgmt.public import Element, ReportKind, Risk, Stage

from .moments import On, When
from .office_stories import (
    Applied,
    Away,
    Certified,
    Charged,
    Invited,
    Laddered,
    LetIn,
    SignedInAt,
    Stated,
    Succeeded,
    Worded,
)
from .site_link import SiteLink

# The day the portal opened in the demo: whatever is older was entered then, from its papers.
OPENED = date(2026, 1, 5)
ENTERED = On(OPENED, "09:00")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation; `key` names it within the demo."""

    key: str
    kind: OrganisationKind
    name_zh: str
    name_en: str
    uscc: str
    hotline: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with one membership; `body` is a key. `is_shown`: the sign-in page offers them."""

    username: str
    full_name: str
    role: Role
    city: str | None = None
    body: str | None = None
    district: str | None = None
    phone: str = ""
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Building:
    """A building with so many floors of two homes each that the demo shows."""

    number: str
    floors: int


@dataclass(frozen=True, slots=True)
class Project:
    """Where it stands, who takes part since when, and what happened; `since` lies before any day that a demo
    shows: rights begin with it. Homes are handed over with the last milestone."""

    key: str
    district: str
    name_zh: str
    name_en: str
    address: str
    parties: tuple[tuple[str, PartyRole], ...]
    milestones: tuple[tuple[MilestoneKind, When, str], ...] = ()
    buildings: tuple[Building, ...] = ()
    owners: tuple[str, ...] = ()
    since: When = ENTERED
    entered: When = ENTERED


@dataclass(frozen=True, slots=True)
class Term:
    """What the contract agrees, in words of the rules' vocabulary."""

    parameter: str
    value: int
    unit: str
    evidence: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """An insurance policy. `shares` begin with the lead insurer; amounts in fen.

    `is_earlier`: issued before the portal and entered from its paper. Without `issued` it stays a draft.
    """

    project: str
    number: str
    formed: When
    entered: When
    premium_fen: int
    sum_insured_fen: int
    shares: tuple[tuple[str, str], ...]
    issued: When | None = None
    is_earlier: bool = False
    premium_received: When | None = None
    uploaded: tuple[When, str] | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the responsible body did about a finding, and what the inspection service said: None, nothing yet."""

    when: When
    words: str
    verified: When | None = None
    kept_open: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    risk: Risk
    element: Element
    spot: str
    words: str
    advice: str
    floor: int | None = None
    responsible: PartyRole = PartyRole.CONTRACTOR
    answer: Answer | None = None
    link: SiteLink | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """An inspection and its report. Not `submitted`: still being written. `uploaded` with its receipt."""

    project: str
    kind: ReportKind
    stage: Stage
    inspected: When
    summary: str
    findings: tuple[Finding, ...] = ()
    submitted: When | None = None
    checked: When | None = None
    uploaded: tuple[When, str] | None = None
    # A user name; else whoever inspects there.
    inspector: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Something somebody did with a claim."""

    when: When


@dataclass(frozen=True, slots=True)
class Surveyed(Step):
    words: str = "现场可见渗水痕迹，已拍照并测量含水率。"


@dataclass(frozen=True, slots=True)
class Asked(Step):
    """One request for everything that is missing."""

    documents: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Complex(Step):
    reasons: str


@dataclass(frozen=True, slots=True)
class Covered(Step):
    words: str


@dataclass(frozen=True, slots=True)
class Proposed(Step):
    """A denial submitted for approval; of a part only when it says what is covered."""

    clause: str
    reasons: str
    denied: str
    covered: str = ""


@dataclass(frozen=True, slots=True)
class Approved(Step):
    reason: str = "事实清楚，条款适用正确。"


@dataclass(frozen=True, slots=True)
class SentBack(Step):
    reason: str


@dataclass(frozen=True, slots=True)
class LetterSent(Step):
    """The denial letter, of the whole or of a part."""


@dataclass(frozen=True, slots=True)
class Offered(Step):
    """A repair, or money when there is an `amount` in yuan; it begins `starts_in` days later."""

    words: str
    amount: Decimal | None = None
    starts_in: int = 4


@dataclass(frozen=True, slots=True)
class Accepted(Step):
    """The owner agrees to what is offered."""


@dataclass(frozen=True, slots=True)
class Declined(Step):
    reason: str


@dataclass(frozen=True, slots=True)
class Started(Step):
    note: str


@dataclass(frozen=True, slots=True)
class Paid(Step):
    note: str


@dataclass(frozen=True, slots=True)
class Completed(Step):
    note: str


@dataclass(frozen=True, slots=True)
class Withdrawn(Step):
    reason: str


@dataclass(frozen=True, slots=True)
class WillRepair(Step):
    """The developer takes the repair on and comes to look `visits_in` days later."""

    note: str
    visits_in: int = 2


@dataclass(frozen=True, slots=True)
class Visited(Step):
    note: str


@dataclass(frozen=True, slots=True)
class Repaired(Step):
    note: str


@dataclass(frozen=True, slots=True)
class Refused(Step):
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected(Step):
    """The last entry of that kind was wrong: it happened so many hours earlier. Asked for, and agreed to by another."""

    event: str
    hours: int
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What an owner filed about their home, in their words, and the steps that others took.

    With a `caller` it was reported by telephone and the owner has not applied yet; the adjuster wrote it down an hour
    after the call.
    """

    owner: str
    filed: When
    place: Place
    defect: DefectKind
    words: str
    steps: tuple[Step, ...] = ()
    is_dangerous: bool = False
    caller: str = ""


@dataclass(frozen=True, slots=True)
class Sold:
    """The home of `owner` goes to `buyers` so many days after the seeding, or before it (negative). Recorded and
    approved by whom; by nobody yet: it waits."""

    owner: str
    buyers: tuple[str, ...]
    days: int
    cause: TransferCause
    document: str
    when: When
    recorder: str
    approver: str = ""
    title: Title = Title.REGISTERED


@dataclass(frozen=True, slots=True)
class FiledFor:
    """What a person of the holder's reported in the owners' name."""

    filer: str
    when: When
    place: Place
    defect: DefectKind
    words: str


@dataclass(frozen=True, slots=True)
class Entrusted:
    """`holder` (a body's key or a user name) acts for the home of `owner`, or, without one, for the common parts of a
    building, from the day it is recorded. Without a confirmer it waits."""

    holder: str
    kind: AuthorityKind
    paper: str
    when: When
    recorder: str
    confirmer: str = ""
    owner: str = ""
    building: str = ""
    project: str = ""
    filed: FiledFor | None = None


@dataclass(frozen=True, slots=True)
class StoodStill:
    """Works that stood still on a site, by a document; `resumed` with the one that let them go on, where they do."""

    project: str
    by: str
    since: When
    evidence: str
    resumed: tuple[When, str] | None = None


@dataclass(frozen=True, slots=True)
class LostNumber:
    """An owner who asks by a new number for theirs to be changed; `checker` has compared their document already."""

    owner: str
    home: str
    number: str
    when: When
    checker: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """An invented successor of the version `base` waits for its review: `rules` and `articles` are what is replaced."""

    by: str
    name: str
    base: str
    code: str
    basis: str
    rules: tuple[tuple[str, str], ...]
    articles: tuple[tuple[str, str], ...]
    when: When


@dataclass(frozen=True, slots=True)
class ReadAs:
    """An officer proposes that unclear words are read so; `decider` has decided it already."""

    by: str
    reading: str
    option: str
    reason: str
    document: str
    when: When
    decider: str = ""


@dataclass(frozen=True, slots=True)
class City:
    """One city: seeded whole or not at all."""

    code: str
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    projects: tuple[Project, ...]
    policies: tuple[Policy, ...] = ()
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    invitations: tuple[Invited, ...] = ()
    statements: tuple[Stated, ...] = ()
    certificates: tuple[Certified, ...] = ()
    applications: tuple[Applied, ...] = ()
    programs: tuple[LetIn, ...] = ()
    absences: tuple[Away, ...] = ()
    successions: tuple[Succeeded, ...] = ()
    providers: tuple[SignedInAt, ...] = ()
    charges: tuple[Charged, ...] = ()
    sales: tuple[Sold, ...] = ()
    authorities: tuple[Entrusted, ...] = ()
    lost_numbers: tuple[LostNumber, ...] = ()
    stops: tuple[StoodStill, ...] = ()
    drafts: tuple[Drafted, ...] = ()
    readings: tuple[ReadAs, ...] = ()
    ladders: tuple[Laddered, ...] = ()
    words: tuple[Worded, ...] = ()

    @property
    def claims_filed(self) -> int:
        """By owners, and by who acts for them."""
        return len(self.claims) + sum(authority.filed is not None for authority in self.authorities)
