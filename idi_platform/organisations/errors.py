"""Refusals of organisations, each with its field and rule."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotYourOrganisation(DomainError):
    code = "not_your_organisation"
    status = HTTPStatus.FORBIDDEN
    message = _("Only an administrator of this organisation in this city may do this.")


class IssuerNotAllowed(DomainError):
    code = "issuer_not_allowed"
    message = _("Give the issuer's https address, without a question mark behind it.")


class SecretMissing(DomainError):
    code = "secret_missing"
    message = _("Give the client secret. After a change of issuer or client it must be given anew.")


class RoleNotOfKind(DomainError):
    code = "role_not_of_kind"
    message = _("An organisation of this kind does not give this role.")


class DistrictNotForRole(DomainError):
    code = "district_not_for_role"
    message = _("Only an officer of a housing bureau is limited to a district, and only of this city.")


class ContactMissing(DomainError):
    code = "contact_missing"
    message = _("Give a mobile number or an e-mail address, so that the link reaches the person.")


class PeriodEmpty(DomainError):
    code = "period_empty"
    message = _("The last day must not lie before the first.")


class InvitationGone(DomainError):
    code = "invitation_gone"
    status = HTTPStatus.CONFLICT
    message = _(
        "This invitation can no longer be used: it was used, withdrawn, replaced by a newer one, or is too old."
    )


class OwnInvitation(DomainError):
    code = "own_invitation"
    status = HTTPStatus.FORBIDDEN
    message = _("Nobody accepts an invitation that they sent themselves.")


class OwnRole(DomainError):
    code = "own_role"
    status = HTTPStatus.FORBIDDEN
    message = _("Nobody changes their own role or ends their own membership. Ask another administrator.")


class LastAdministrator(DomainError):
    code = "last_administrator"
    status = HTTPStatus.CONFLICT
    message = _("The organisation would have no administrator left in this city. Invite another one first.")


class DayPassed(DomainError):
    code = "day_passed"
    message = _("This day has passed. Give today or a later day.")


class RoleUnchanged(DomainError):
    code = "role_unchanged"
    message = _("The person holds exactly this role already.")


class WorksThereAlready(DomainError):
    code = "works_there_already"
    status = HTTPStatus.CONFLICT
    message = _("Your organisation works in this city already.")


class StaysInItsCity(DomainError):
    code = "stays_in_its_city"
    message = _("An organisation of this kind works in its own city only.")


class FactMissing(DomainError):
    code = "fact_missing"
    message = _("Give this statement: the bureau decides by it.")


class NotYourDecision(DomainError):
    code = "not_your_decision"
    status = HTTPStatus.FORBIDDEN
    message = _(
        "An officer for the whole city decides this: another person than who asked, and of none of the organisations "
        "concerned."
    )


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Give the reason. The organisation reads it.")


class FactNotOfKind(DomainError):
    code = "fact_not_of_kind"
    message = _("An organisation of this kind does not state this.")


class NotOneOfYours(DomainError):
    code = "not_one_of_yours"
    message = _("This person does not work for your organisation in this city today.")


class CertificateTwice(DomainError):
    code = "certificate_twice"
    status = HTTPStatus.CONFLICT
    message = _("This certificate is entered already.")


class CertificateWithdrawn(DomainError):
    code = "certificate_withdrawn"
    status = HTTPStatus.CONFLICT
    message = _("This certificate is withdrawn already.")


class NotAColleague(DomainError):
    code = "not_a_colleague"
    message = _("Choose somebody who works for your organisation in this city today and may open the case.")


class NotYourAbsence(DomainError):
    code = "not_your_absence"
    status = HTTPStatus.FORBIDDEN
    message = _("People enter their own absence; an administrator enters that of others.")


class DeputyNotOfRole(DomainError):
    code = "deputy_not_of_role"
    message = _("The deputy must be somebody else of your organisation who holds the same role.")


class DeputyAway(DomainError):
    code = "deputy_away"
    message = _("The deputy is away in that time.")


class StandsInThen(DomainError):
    code = "stands_in_then"
    status = HTTPStatus.CONFLICT
    message = _("Who goes away stands in for a colleague in that time. Give that colleague another deputy first.")


class AwayAlready(DomainError):
    code = "away_already"
    status = HTTPStatus.CONFLICT
    message = _("An absence is entered for that time already.")


class AbsenceGone(DomainError):
    code = "absence_gone"
    status = HTTPStatus.CONFLICT
    message = _("This absence is over or withdrawn already.")


class NotAParty(DomainError):
    code = "not_a_party"
    status = HTTPStatus.FORBIDDEN
    message = _("Only an administrator of one of the two organisations may propose this.")


class NoOtherOrganisation(DomainError):
    code = "no_other_organisation"
    message = _("No other organisation has exactly this name or credit code. The platform's operator enters new ones.")


class SucceededAlready(DomainError):
    code = "succeeded_already"
    status = HTTPStatus.CONFLICT
    message = _("One of the two is succeeded by another organisation here already, or that waits for the bureau.")
