"""Words of the rules. What a pack may write is held by packs/schema.json; these are the words that code decides on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Layer(models.TextChoices):
    """Who speaks, from the highest layer to the nearest one; a contract's terms come with the insurance policy."""

    NATION = "nation", _("National law")
    CITY = "city", _("City regime")
    GUIDELINE = "guideline", _("City guideline")
    CONTRACT = "contract", _("Contract")


class Certainty(models.TextChoices):
    """How well the day is known from which a text applies."""

    EXACT = "exact", _("Printed in the text")
    INFERRED = "inferred", _("Entered by an officer with evidence")
    UNKNOWN = "unknown", _("Not printed, not yet confirmed")


class VersionStatus(models.TextChoices):
    """Expired is computed, never stored."""

    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")


class RuleDraftState(models.TextChoices):
    """What becomes of a draft; the last two are for ever."""

    DRAFT = "draft", pgettext_lazy("rule draft", "Being written")
    IN_REVIEW = "in_review", pgettext_lazy("rule draft", "In review")
    PUBLISHED = "published", pgettext_lazy("rule draft", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("rule draft", "Withdrawn")


class ProposalState(models.TextChoices):
    """What becomes of a proposal on a reading; all but the first are for ever."""

    ASKED = "asked", pgettext_lazy("reading", "Waits for the second officer")
    DECIDED = "decided", pgettext_lazy("reading", "Decided")
    REFUSED = "refused", pgettext_lazy("reading", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("reading", "Withdrawn")


class DutyState(models.TextChoices):
    """What somebody states of a duty of a stage. The last statement holds; a statement is no proof."""

    SEEN_TO = "seen_to", pgettext_lazy("duty", "Seen to")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("duty", "Does not apply here")
    DEPARTED = "departed", pgettext_lazy("duty", "Departed from, with the reason")
    OPEN = "open", pgettext_lazy("duty", "Open again")


class Anchor(models.TextChoices):
    """Whose date decides which version governs a project: each version judges by its own."""

    CONTRACT_FORMED = "contract_formed", _("Insurance contract formed")
    PERMIT_APPLICATION = "construction_permit_application", _("Construction permit applied for")
    EVENT = "event", _("Day of the event")


class TemporalMode(models.TextChoices):
    """Which law governs a rule: the pinned version, that of the event's day, or both (LEGAL.md)."""

    PINNED = "pinned", _("Pinned version")
    EVENT = "event", _("Law of the day")
    DUAL = "dual", _("Both")


class Merge(models.TextChoices):
    """What a nearer layer may do to a rule."""

    OVERRIDE = "override", _("A nearer layer replaces it")
    FLOOR = "floor", _("A nearer layer may only improve it for the owner")
    BOUND = "bound", _("A nearer layer must stay within it")
    ALL_APPLY = "all_apply", _("All layers apply")


class Force(models.TextChoices):
    BINDING = "binding", _("Binding")
    REFERENCE = "reference", _("Reference")
    IN_PRINCIPLE = "in_principle", _("In principle")


class Effect(models.TextChoices):
    """What the platform does with a rule."""

    TIMER = "timer", _("Term with a clock")
    TASK = "task", _("Task")
    VALIDATE = "validate", _("Check of a value")
    BLOCK = "block", _("Gate")
    WARN = "warn", _("Warning")
    WARN_WITH_REASON = "warn_with_reason", _("Warning, a reason is asked")
    CHECKLIST = "checklist", _("Checklist")
    CATALOGUE = "catalogue", _("Catalogue entry")
    INFO = "info", _("Information")


class Unit(models.TextChoices):
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WORKING_DAY = "working_day", _("working days")
    MONTH = "month", _("months")
    YEAR = "year", _("years")


class Outcome(models.TextChoices):
    """The honest answers of a resolution."""

    VALUE = "value", _("Value")
    NO_RULE = "no_rule", _("The texts are silent")
    NOT_IN_FORCE = "not_in_force", _("Not in force on that day")
    UNKNOWN_DATE = "unknown_date", _("In force from an unknown day")
    PARENT_NOT_LOADED = "parent_not_loaded", _("Left to a text that is not loaded")
    NO_CITY_INSTRUMENT = "no_city_instrument", _("No instrument of the city governs")
    NEED_FACT = "need_fact", _("A fact is missing")


class PinReason(models.TextChoices):
    """Why a project has its version, or none."""

    ONE_MATCH = "one_match", _("The anchor date lies in the version's validity")
    NOT_LOADED = "not_loaded", _("No instrument of the city is loaded")
    NOT_YET = "not_yet", _("The anchor date lies before the instrument takes effect")
    ENDED = "ended", _("The instrument had ended before the anchor date")
    UNKNOWN_DATE = "unknown_date", _("The instrument's effective date is not confirmed")
    NEED_FACT = "need_fact", _("The anchor date of the instrument is missing")


class Took(models.TextChoices):
    """What became of one layer's say."""

    TAKEN = "taken", _("Sets the term")
    TAKEN_WORSE = "taken_worse_than_text", _("Sets the term, though worse for the owner than the text")
    NO_NUMBER = "no_number", _("Asks for it, but gives no number")
    NEED_FACT = "need_fact", _("Depends on a fact that is missing")
    REPLACED = "replaced", _("Replaced by a nearer text")
    BESIDE = "beside", _("Applies beside it")
    KEPT = "kept", _("Kept, because the nearer text is worse for the owner")
    WORSE = "worse_for_owner", _("Set aside as worse for the owner")
    NON_CONFORMING = "non_conforming", _("Worse than the text requires; flagged")
    SILENT = "silent", _("Silent")
    LEFT_TO_PARENT = "left_to_parent", _("Leaves it to a text that is not loaded")
    NOT_APPLICABLE = "not_applicable", _("Does not concern this case")
    NOT_GOVERNING = "not_governing", _("Does not govern this project")
    NOT_IN_FORCE = "not_in_force", _("Not in force on that day")
    UNKNOWN_DATE = "unknown_date", _("In force from an unknown day")
