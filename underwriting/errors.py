"""Refusals of underwriting, each with its field and rule."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotYourStep(DomainError):
    code = "not_your_step"
    status = HTTPStatus.FORBIDDEN
    message = _("This step is for the underwriter of the policy's lead insurer.")


class NotYourProject(DomainError):
    code = "not_your_project"
    status = HTTPStatus.FORBIDDEN
    message = _("Your organisation takes no part in this project today.")


class NotAllowedInState(DomainError):
    code = "policy_moved_on"
    status = HTTPStatus.CONFLICT
    message = _("The policy has moved on in the meantime. Open it again to see its state.")


class PolicyNumberTaken(DomainError):
    code = "policy_number_taken"
    status = HTTPStatus.CONFLICT
    message = _("Your organisation has entered a policy with this number already.")


class AmountNotPositive(DomainError):
    code = "amount_not_positive"
    message = _("An amount must be more than nothing.")


class DateInFuture(DomainError):
    code = "date_in_future"
    message = _("This day lies in the future.")


class ContractDateMissing(DomainError):
    code = "contract_date_missing"
    message = _("Give the day the insurance contract was formed.")


class SharesNotOne(DomainError):
    code = "shares_not_one"
    message = _("The shares must add up to exactly one.")


class LeadNotOne(DomainError):
    code = "lead_not_one"
    message = _("Exactly one insurer leads.")


class InsurerTwice(DomainError):
    code = "insurer_twice"
    message = _("An insurer stands in the list twice.")


class ShareNotPositive(DomainError):
    code = "share_not_positive"
    message = _("A share must be more than nothing and at most one.")


class LeadShareOutOfBounds(DomainError):
    code = "lead_share_out_of_bounds"
    message = _("The lead insurer's share does not keep the city's bound.")


class SharesMovedOn(DomainError):
    code = "shares_moved_on"
    status = HTTPStatus.CONFLICT
    message = _("The shares were changed in the meantime. Open them again to see them.")


class SharesInOrder(DomainError):
    code = "shares_in_order"
    message = _("Shares are changed from the day of the last change on, never before it.")


class TermNotPositive(DomainError):
    code = "term_not_positive"
    message = _("A term of the contract must be a whole number, one or more.")


class EvidenceMissing(DomainError):
    code = "evidence_missing"
    message = _("Name the document that shows it.")


class NothingToIssue(DomainError):
    """A gate of issue is not met. `rule` is the clause or the name of the gate."""

    code = "issue_gate"
    message = _("The policy cannot be issued yet.")


class PrintedDatesIncomplete(DomainError):
    code = "printed_dates"
    message = _("The first day of cover must lie on or before the last.")


class BuildingElsewhere(DomainError):
    code = "building_elsewhere"
    message = _("This building belongs to another project.")


class BuildingTwice(DomainError):
    code = "building_twice"
    status = HTTPStatus.CONFLICT
    message = _("This project has a building with this number already.")


class MilestoneTwice(DomainError):
    code = "milestone_twice"
    status = HTTPStatus.CONFLICT
    message = _("This milestone is recorded for that day already.")


class PremiumUnknown(DomainError):
    code = "premium_unknown"
    message = _("Enter first what the premium is.")


class ReceiptMissing(DomainError):
    code = "receipt_missing"
    message = _("Give the number of the receipt.")


class NotIssued(DomainError):
    code = "not_issued"
    message = _("This policy is not issued yet.")
