"""Commands on an insurance policy: each reads its body, calls the service that the page calls, answers with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers

from idi_platform.accounts.public import Organisation
from idi_platform.api.public import CommandView, Day, Moment
from idi_platform.registry.public import MilestoneKind
from idi_platform.tenancy.public import business_now, current_actor
from underwriting.constants import ShareRole
from underwriting.lifecycle import PolicyAction
from underwriting.models import CoverWindow, InsurancePolicy
from underwriting.public import (
    PolicyFacts,
    ShareFacts,
    TermFacts,
    add_contract_term,
    change_draft,
    issue_policy,
    record_premium,
    record_printed_cover,
    record_upload_receipt,
    set_shares,
)
from underwriting.rights import STEPS, WRITE_POLICIES
from underwriting.selectors import insurers_here, offered_terms

from .fields import ExactShare, Yuan
from .papers import PaperCommand
from .project_commands import PolicyFactsBody
from .serializers import PolicySerializer
from .views import PolicyFile, policy_file, seen_policies, today

Told = Mapping[str, Any]
MOST_INSURERS = 50
MOST_REVISIONS = 2**31 - 1


class PolicyCommand(CommandView):
    """Base of the commands on a policy; whose they are is the service's to say."""

    rights = (WRITE_POLICIES,)
    answer_class = PolicySerializer

    def get_queryset(self) -> QuerySet[InsurancePolicy]:
        return seen_policies()

    def act(self, thing: Any, told: Told) -> UUID:
        self.take(thing, told, at=business_now())
        policy_id: UUID = thing.pk
        return policy_id

    def take(self, policy: InsurancePolicy, told: Told, *, at: datetime) -> None:
        """Calls the service."""
        raise NotImplementedError

    def answered(self, result: UUID) -> PolicyFile:
        return policy_file(self.actor, seen_policies().get(pk=result))


class ChangeDraft(PolicyCommand):
    """Write a draft's first page anew"""

    serializer_class = PolicyFactsBody

    def take(self, policy: InsurancePolicy, told: Told, *, at: datetime) -> None:
        change_draft(policy=policy, facts=PolicyFacts(**told), by=self.actor, at=at)


class _InsurerHere(serializers.PrimaryKeyRelatedField[Organisation]):
    def get_queryset(self) -> QuerySet[Organisation]:
        return insurers_here(current_actor(), on=today())


class ShareBody(serializers.Serializer[Any]):
    organisation = _InsurerHere(pk_field=serializers.UUIDField())
    role = serializers.ChoiceField(ShareRole.choices)
    share = ExactShare(help_text="A fraction such as `1/3`, or `1`.")


class SharesBody(serializers.Serializer[Any]):
    """`revision` is the `shares_revision` that the caller saw: of two editors at once one wins."""

    revision = serializers.IntegerField(min_value=0, max_value=MOST_REVISIONS)
    from_on = Day(help_text="A draft's shares begin with its contract.")
    shares: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=ShareBody(), allow_empty=False, max_length=MOST_INSURERS
    )


class SetShares(PolicyCommand):
    """Set who bears what from a day on; one leads, and the shares add up to one"""

    serializer_class = SharesBody

    def take(self, policy: InsurancePolicy, told: Told, *, at: datetime) -> None:
        shares = [
            ShareFacts(line["organisation"].pk, ShareRole(line["role"]), line["share"]) for line in told["shares"]
        ]
        set_shares(
            policy=policy,
            shares=shares,
            from_on=told["from_on"],
            expected_revision=told["revision"],
            by=self.actor,
            at=at,
        )


class TermBody(serializers.Serializer[Any]):
    parameter = serializers.CharField(max_length=80, help_text="Question of the rules that the contract may answer.")
    value = serializers.IntegerField(min_value=1, max_value=1200)
    unit = serializers.ChoiceField(["month", "year"])
    anchor = serializers.ChoiceField(
        MilestoneKind.choices, default="", allow_blank=True, help_text="Only where no text says what it counts from."
    )
    evidence = serializers.CharField(max_length=200, help_text="Clause of the contract.")
    document = serializers.FileField(help_text="The contract's page, a PDF or a photograph.")


class AgreeTerm(PaperCommand, PolicyCommand):
    """Record what the contract agrees where the texts leave it open, with its page"""

    serializer_class = TermBody
    file_field = "document"

    def take(self, policy: InsurancePolicy, told: Told, *, at: datetime) -> None:
        choice: Any = serializers.ChoiceField(offered_terms(policy, on=today()))
        facts = {name: value for name, value in told.items() if name != "document"}
        facts["parameter"] = _chosen(choice, "parameter", told["parameter"])
        add_contract_term(
            policy=policy, facts=TermFacts(**facts), document=self.kept(told, policy, at=at), by=self.actor, at=at
        )


def _chosen(choice: Any, name: str, given: str) -> Any:
    """One of what the policy offers; refused under its name, as a choice known beforehand is."""
    try:
        return choice.run_validation(given)
    except serializers.ValidationError as error:
        raise serializers.ValidationError({name: error.detail}) from error


class PremiumBody(serializers.Serializer[Any]):
    amount = Yuan()
    received_on = Day()


class RecordPremium(PolicyCommand):
    """Record premium that arrived"""

    serializer_class = PremiumBody

    def take(self, policy: InsurancePolicy, told: Told, *, at: datetime) -> None:
        amount, received_on = told["amount"], told["received_on"]
        record_premium(policy=policy, amount_fen=amount, received_on=received_on, by=self.actor, at=at)


class IssueBody(serializers.Serializer[Any]):
    issued_on = Day()


class IssuePolicy(PolicyCommand):
    """Issue a draft: pins the project's regime for ever, starts the terms, computes cover"""

    rights = (STEPS[PolicyAction.ISSUE],)
    serializer_class = IssueBody

    def take(self, policy: InsurancePolicy, told: Told, *, at: datetime) -> None:
        issue_policy(policy=policy, issued_on=told["issued_on"], by=self.actor, at=at)


class ReceiptBody(serializers.Serializer[Any]):
    receipt = serializers.CharField(max_length=80)
    received_at = Moment()


class RecordContractReceipt(PolicyCommand):
    """Record that the authority's own platform took the contract"""

    serializer_class = ReceiptBody

    def take(self, policy: InsurancePolicy, told: Told, *, at: datetime) -> None:
        record_upload_receipt(policy=policy, **told, by=self.actor, at=at)


class PrintedDaysBody(serializers.Serializer[Any]):
    first_on = Day()
    last_on = Day()
    document = serializers.FileField(help_text="The page that prints them, a PDF or a photograph.")


class RecordPrintedDays(PaperCommand, PolicyCommand):
    """Enter the days that the policy prints for a component: they govern, the computed ones stay beside them"""

    serializer_class = PrintedDaysBody
    file_field = "document"

    def get_queryset(self) -> QuerySet[Any]:
        return CoverWindow.objects.visible_to(current_actor()).select_related("policy__dossier")

    def act(self, thing: Any, told: Told) -> UUID:
        at = business_now()
        days = {name: told[name] for name in ("first_on", "last_on")}
        record_printed_cover(window=thing, **days, document=self.kept(told, thing.policy, at=at), by=self.actor, at=at)
        policy_id: UUID = thing.policy_id
        return policy_id
