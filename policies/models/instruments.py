"""Instruments, their versions and rules as rows: the projection of the packs. Public, so outside the tenant wall."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import Wall, uuid7
from policies.constants import Anchor, Certainty, Effect, Force, Layer, Merge, TemporalMode, Unit, VersionStatus

# Everybody reads them. The application adds to them by publishing a draft, which triggers hold it to (ADR 0034).
PUBLIC = Wall(app="put")


class OnePoint(Func):
    """int8range(n, n, '[]') overlaps only its equal, so that GiST can compare integers without btree_gist."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"


def _one_point(field: str) -> Combinable:
    return OnePoint(F(field))


class Instrument(models.Model):
    """A law, a city's regime or its guideline. `jurisdiction` is a GB/T 2260 code, 000000 for the nation."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=60, unique=True)
    layer = models.CharField(max_length=10, choices=Layer.choices)
    jurisdiction = models.CharField(max_length=6)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    doc_number = models.CharField(max_length=60, blank=True)
    issuers = models.JSONField(default=list)

    wall: ClassVar[Wall] = PUBLIC

    class Meta:
        ordering = ("jurisdiction", "code")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return self.title_en if _is_english() else self.title


class InstrumentVersion(models.Model):
    """One version of an instrument, with the half-open range of days on which its own anchor may lie.

    `parents` are the texts it rests on; a guideline names there the versions that it is annexed to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    code = models.CharField(max_length=60, unique=True)
    validity = DateRangeField(null=True, blank=True)  # type: ignore[misc]  # the stubs know no optional range
    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    not_before = models.DateField(null=True, blank=True)
    not_after = models.DateField(null=True, blank=True)
    validity_basis = models.TextField()
    issued_on = models.DateField(null=True, blank=True)
    applicability_anchor = models.CharField(max_length=40, choices=Anchor.choices)
    anchor_basis = models.TextField()
    parents = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=VersionStatus.choices, default=VersionStatus.IN_REVIEW)
    evidence = models.TextField(blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_by_id = models.UUIDField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    # A successor closes the open end of the version before it.
    wall: ClassVar[Wall] = Wall(app="put", changes=("validity",))

    class Meta:
        ordering = ("code",)
        constraints = [
            ExclusionConstraint(
                name="policies_version_no_overlap",
                expressions=[
                    (_one_point("instrument_id"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                condition=Q(status=VersionStatus.PUBLISHED),
            ),
            models.CheckConstraint(
                name="policies_version_published_has_date",
                condition=~Q(status=VersionStatus.PUBLISHED)
                | (Q(validity__isnull=False) & ~Q(certainty=Certainty.UNKNOWN) & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="policies_version_inferred_has_evidence",
                condition=~Q(certainty=Certainty.INFERRED) | ~Q(evidence=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def valid_from(self) -> date | None:
        return self.validity.lower if self.validity else None

    @property
    def last_day(self) -> date | None:
        """The last day of validity, as the texts write it; None while open."""
        return self.validity.upper - timedelta(days=1) if self.validity and self.validity.upper else None


class Revision(models.Model):
    """The contents of a version as one pack gave them. A correction is a further revision with its own known time.

    Once published it never changes, and neither do its articles and rules (by trigger, for every login).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    pack_hash = models.CharField(max_length=64, unique=True)
    known_from = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    parents_not_loaded = models.JSONField(default=list)

    wall: ClassVar[Wall] = PUBLIC

    class Meta:
        ordering = ("version", "number")
        constraints = [models.UniqueConstraint(fields=("version", "number"), name="policies_revision_number")]

    def __str__(self) -> str:
        return f"{self.version_id} r{self.number}"


class RevisionText(models.Model):
    """The pack and its source as they were typed: what a revision was read from, to the byte."""

    revision = models.OneToOneField(Revision, models.PROTECT, primary_key=True, related_name="text")
    pack = models.TextField()
    source = models.TextField()

    wall: ClassVar[Wall] = PUBLIC

    def __str__(self) -> str:
        return str(self.revision_id)


class Article(models.Model):
    """One article with its text as printed, in the order of the text."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="articles")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    heading = models.CharField(max_length=120)
    text = models.TextField()

    wall: ClassVar[Wall] = PUBLIC

    class Meta:
        ordering = ("revision", "position")
        constraints = [
            models.UniqueConstraint(fields=("revision", "position"), name="policies_article_position"),
            models.UniqueConstraint(fields=("revision", "code"), name="policies_article_code"),
        ]

    def __str__(self) -> str:
        return self.code


class Rule(models.Model):
    """One rule of an article: value, duty and quote in one row. The words are those of packs/vocabulary.yaml."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="rules")
    article = models.ForeignKey(Article, models.PROTECT, related_name="rules")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    parameter = models.CharField(max_length=80)
    topic = models.CharField(max_length=40)
    actors = models.JSONField()
    trigger = models.CharField(max_length=60, blank=True)
    when = models.JSONField(null=True, blank=True)
    condition = models.TextField(blank=True)
    value = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=12, choices=Unit.choices, blank=True)
    direction = models.CharField(max_length=6, blank=True)
    roll = models.BooleanField(null=True, blank=True)
    limits = models.JSONField(default=list, blank=True)
    modality = models.CharField(max_length=12)
    deontic = models.CharField(max_length=10)
    force = models.CharField(max_length=12, choices=Force.choices)
    temporal_mode = models.CharField(max_length=8, choices=TemporalMode.choices)
    effect = models.CharField(max_length=20, choices=Effect.choices)
    merge = models.CharField(max_length=10, choices=Merge.choices)
    quote = models.TextField()
    obligation = models.TextField()
    readings = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)

    wall: ClassVar[Wall] = PUBLIC

    class Meta:
        ordering = ("article", "position")
        constraints = [
            models.UniqueConstraint(fields=("revision", "code"), name="policies_rule_code"),
            models.CheckConstraint(
                name="policies_rule_term_whole",
                condition=Q(value=None, unit="", direction__in=("", "before"), roll=None)
                | (Q(value__isnull=False, roll__isnull=False) & ~Q(unit="") & ~Q(direction="")),
            ),
        ]
        indexes = [models.Index(fields=("parameter",), name="policies_rule_parameter")]

    def __str__(self) -> str:
        return self.code


class Reading(models.Model):
    """An ambiguity of the texts, and how the product reads it until it is decided."""

    code = models.CharField(max_length=12, primary_key=True)
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160)
    issue_zh = models.TextField()
    issue_en = models.TextField()
    chosen_zh = models.TextField()
    chosen_en = models.TextField()
    confidence = models.CharField(_("confidence"), max_length=8)

    wall: ClassVar[Wall] = Wall(app="r")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.title_en if _is_english() else self.title_zh

    @property
    def issue(self) -> str:
        return self.issue_en if _is_english() else self.issue_zh

    @property
    def chosen(self) -> str:
        return self.chosen_en if _is_english() else self.chosen_zh


def _is_english() -> bool:
    return (get_language() or "").startswith("en")
