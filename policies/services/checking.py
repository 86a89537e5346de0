"""Checking a draft: the text itself as a pack on disk is checked, then what it would do beside what is published."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from idi_platform.tenancy.public import City
from policies.constants import Certainty, Layer, VersionStatus
from policies.models import Instrument, InstrumentVersion, Rule, RuleDraft
from policies.rules.pack import Pack, parse_pack
from policies.rules.yaml_text import KeyPath, TextTree
from policies.selectors import rules_in_force

from .projection import instrument_values

FILE = "draft.yaml"
_JURISDICTION: KeyPath = ("instrument", "jurisdiction")
_VALIDITY: KeyPath = ("version", "validity")


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that may be published as it is: its pack, and the published version that it corrects, if it does."""

    pack: Pack
    tree: TextTree
    corrects: InstrumentVersion | None


def read_draft(pack_text: str, source_text: str) -> tuple[TextTree, Pack]:
    """The pack that was typed. PackError names line, key and rule. What could be read is kept for the next look."""
    return _read(pack_text, source_text)


@lru_cache(maxsize=8)
def _read(pack_text: str, source_text: str) -> tuple[TextTree, Pack]:
    return parse_pack(pack_text, source_text, file=FILE)


def check_draft(draft: RuleDraft) -> Checked:
    """Everything that publishing asks for, but the second person. PackError names line, key and rule."""
    tree, pack = read_draft(draft.pack_text, draft.source_text)
    _check_instrument(tree, pack, City.objects.get(pk=draft.city_id))
    _check_rules(tree, pack)
    _check_annex(tree, pack)
    version = InstrumentVersion.objects.select_related("instrument").filter(code=pack.code).first()
    if version is None:
        _check_new_version(tree, pack)
    else:
        _check_correction(tree, pack, version)
    return Checked(pack, tree, version)


def predecessor_of(pack: Pack) -> InstrumentVersion | None:
    """The published version of open end that ends where this new one begins; None where there is none."""
    if pack.valid_from is None:
        return None
    others = _published(pack).filter(validity__startswith__lt=pack.valid_from, validity__endswith=None)
    return others.first()


def _published(pack: Pack) -> QuerySet[InstrumentVersion]:
    return InstrumentVersion.objects.filter(
        instrument__code=pack.instrument["code"], status=VersionStatus.PUBLISHED
    ).exclude(code=pack.code)


def _check_instrument(tree: TextTree, pack: Pack, city: City) -> None:
    """A draft speaks for its own city, and never renames an instrument: older letters bear that name."""
    if pack.instrument["jurisdiction"] != city.code:
        raise tree.error(_("A draft speaks for its own city (%(code)s).") % {"code": city.code}, _JURISDICTION)
    if pack.instrument["layer"] == Layer.NATION:
        raise tree.error(_("A city does not write national law."), ("instrument", "layer"))
    known = Instrument.objects.filter(code=pack.instrument["code"]).first()
    for key, value in instrument_values(pack).items() if known else ():
        if getattr(known, key) != value:
            raise tree.error(_("An instrument that is known keeps its names and its place."), ("instrument", key))


def _check_rules(tree: TextTree, pack: Pack) -> None:
    """A rule's id stays with its instrument: the register of realisation goes by it."""
    codes = {rule.code for _article, rule in pack.rules}
    foreign = Rule.objects.filter(code__in=codes).exclude(revision__version__instrument__code=pack.instrument["code"])
    taken = foreign.select_related("revision__version").first()
    if taken is None:
        return
    message = _("This rule's id belongs to %(pack)s already.") % {"pack": taken.revision.version.code}
    path: KeyPath = next((path for path, code in tree.rules.items() if code == taken.code), ())
    raise tree.error(message, (*path, "rule"))


def _check_annex(tree: TextTree, pack: Pack) -> None:
    """A guideline names a published version of its city; a text and its guideline do not both have a parameter."""
    loaded = InstrumentVersion.objects.filter(instrument__jurisdiction=pack.instrument["jurisdiction"])
    if pack.instrument["layer"] == Layer.GUIDELINE:
        named = pack.instrument.get("parents", ())
        others = loaded.filter(code__in=named, instrument__layer=Layer.CITY, status=VersionStatus.PUBLISHED)
        if not others.exists():
            raise tree.error(_("A guideline must name the version that it belongs to."), ("instrument", "parents"))
        message = _("The version it belongs to has this parameter already (%(rule)s).")
    else:
        others = loaded.filter(instrument__layer=Layer.GUIDELINE, parents__contains=[pack.code])
        message = _("The guideline annexed to it has this parameter already (%(rule)s).")
    own = {rule.parameter: rule.code for _article, rule in pack.rules}
    taken = rules_in_force(others).filter(parameter__in=own).order_by("code").first()
    if taken is not None:
        path: KeyPath = next(path for path, code in tree.rules.items() if code == own[taken.parameter])
        raise tree.error(message % {"rule": taken.code}, (*path, "parameter"))


def _check_new_version(tree: TextTree, pack: Pack) -> None:
    if pack.revision != 1:
        raise tree.error(_("The first revision of a version is number 1."), ("version", "revision"))
    if pack.valid_from is None or pack.version["validity"]["certainty"] != Certainty.EXACT:
        message = _("A new version is published with the first day that its own text prints.")
        raise tree.error(message, (*_VALIDITY, "certainty"))
    if pack.last_day and pack.last_day < pack.valid_from:
        raise tree.error(_("The last day lies before the first."), (*_VALIDITY, "last_day"))
    closing = predecessor_of(pack)
    for other in _published(pack):
        if other != closing and _overlaps(pack, other):
            message = _("%(version)s is published and covers some of these days.") % {"version": other.code}
            raise tree.error(message, (*_VALIDITY, "from"))


def _overlaps(pack: Pack, other: InstrumentVersion) -> bool:
    ends_before = other.last_day is not None and pack.valid_from is not None and other.last_day < pack.valid_from
    starts_after = pack.last_day is not None and other.valid_from is not None and pack.last_day < other.valid_from
    return not ends_before and not starts_after


def _check_correction(tree: TextTree, pack: Pack, version: InstrumentVersion) -> None:
    """A correction says better what the text says; days and anchor of its validity are another version's."""
    if version.status != VersionStatus.PUBLISHED:
        raise tree.error(_("This version waits for its first day to be confirmed."), ("version", "code"))
    newest = max(version.revisions.values_list("number", flat=True), default=0)
    if pack.revision != newest + 1:
        message = _("The next revision of this version is number %(number)d.") % {"number": newest + 1}
        raise tree.error(message, ("version", "revision"))
    if pack.valid_from not in (None, version.valid_from):
        raise tree.error(_("A correction keeps the first day of its version."), (*_VALIDITY, "from"))
    is_kept = pack.valid_from is None or version.last_day in (None, pack.last_day)
    if not is_kept:
        raise tree.error(_("A correction keeps the last day of its version."), (*_VALIDITY, "last_day"))
    if pack.version["applicability_anchor"] != version.applicability_anchor:
        raise tree.error(_("A correction keeps the anchor of its version."), ("version", "applicability_anchor"))


def first_day_after(pack: Pack) -> date | None:
    """The day on which the text no longer holds; None while open."""
    return pack.last_day + timedelta(days=1) if pack.last_day else None
