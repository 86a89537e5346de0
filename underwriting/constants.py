"""Words of underwriting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# A building is entered in one press of a button, so its size has a bound; the tallest towers stay below both.
MOST_FLOORS = 120
MOST_HOMES = 800

CURRENCY = "CNY"
NUMBER_SERIES = "POL"

# What the vocabulary calls the questions that underwriting asks of the rules.
ISSUE_GATE = "gate.policy_issue"
UPLOAD_DUTY = "platform.contract_upload"
SIGNING = "contract.sign_deadline"
LEAD_SHARE = "co_insurance.lead_share.min"
# The unit of a bound that is a part of a whole.
RATIO = "ratio"

# Of the retention rules (idi_platform/privacy/retention.yaml), the one of insurance records.
INSURANCE_RECORDS = "insurance_records"


class PolicyState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    ENDED = "ended", _("Ended")


class ShareRole(models.TextChoices):
    LEAD = "lead", _("Lead insurer")
    MEMBER = "member", _("Co-insurer")


class TermDirection(models.TextChoices):
    AFTER = "after", _("after the event")
    BEFORE = "before", _("before the event")


class PolicyEvent(models.TextChoices):
    """Event codes of an insurance policy; the rules are triggered by them."""

    DRAFTED = "policy_drafted", _("Policy drafted")
    CHANGED = "policy_changed", _("Draft changed")
    SHARES_SET = "policy_shares_set", _("Shares set")
    TERM_RECORDED = "contract_term_recorded", _("Contract term recorded")
    PREMIUM_RECEIVED = "premium_received", _("Premium received")
    ISSUED = "policy_issued", _("Policy issued")
    ENTERED = "policy_entered", _("Earlier policy entered")
    IRREGULARITY = "policy_irregularity", _("Irregularity on record")
    COVER_RECOMPUTED = "cover_recomputed", _("Cover computed")
    COVER_PRINTED = "cover_printed", _("Printed dates entered")
    UPLOADED = "contract_uploaded", _("Receipt of the authority's platform recorded")


class Phase(models.TextChoices):
    """Where a home stands on a day, as an owner asks it."""

    UNKNOWN = "unknown", _("Cover not known yet")
    BEFORE_COMPLETION = "before_completion", _("Not completed yet")
    DEVELOPER = "developer", _("The developer repairs")
    INSURED = "insured", _("Under cover")
    ENDED = "ended", _("Cover has ended")
