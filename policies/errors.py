"""Refusals of whoever names a version that is not there, of drafts of rules, and of decisions on readings."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class UnknownVersion(DomainError):
    code = "unknown_version"
    status = HTTPStatus.BAD_REQUEST
    message = _("No such version is loaded.")


class NotYourDraft(DomainError):
    code = "not_your_draft"
    status = HTTPStatus.FORBIDDEN
    message = _("Only the officer who wrote this draft changes it, asks for its review or withdraws it.")


class NotACityOfficer(DomainError):
    code = "not_a_city_officer"
    status = HTTPStatus.FORBIDDEN
    message = _("Rules of the city are written and checked by officers for the whole city.")


class DraftSamePerson(DomainError):
    code = "same_person"
    status = HTTPStatus.FORBIDDEN
    message = _("Whoever wrote a draft does not check it: another officer decides.")


class DraftClosed(DomainError):
    """What is in review waits for its check; what is published or withdrawn never changes."""

    code = "draft_closed"
    status = HTTPStatus.CONFLICT
    message = _("The draft is not in a state in which this can be done. Somebody else may have been quicker.")


class DraftMoved(DomainError):
    code = "draft_moved"
    status = HTTPStatus.CONFLICT
    message = _("The draft has been changed since you opened it. Nothing of yours is lost: compare, then save again.")


class DraftOvertaken(DomainError):
    code = "draft_overtaken"
    status = HTTPStatus.CONFLICT
    message = _("Another draft of the same version has been published in the meantime. Compare with it first.")


class NoteMissing(DomainError):
    code = "note_missing"
    message = _("Say what has to be put right.")


class NoSuchRule(DomainError):
    code = "no_such_rule"
    status = HTTPStatus.NOT_FOUND
    message = _("The draft has no such rule, or it cannot be read.")


class TextOnly(DomainError):
    code = "text_only"
    message = _("This rule is written in a form that only the whole text can change.")


class UnknownOption(DomainError):
    code = "unknown_option"
    message = _("The reading has no such option, or no rule of this term rests on it.")


class ReadSoAlready(DomainError):
    code = "read_so_already"
    status = HTTPStatus.CONFLICT
    message = _("The words are read like this already.")


class ProposalWaits(DomainError):
    code = "proposal_waits"
    status = HTTPStatus.CONFLICT
    message = _("A proposal on this reading waits already: it has to be decided or withdrawn first.")


class ProposalClosed(DomainError):
    code = "proposal_closed"
    status = HTTPStatus.CONFLICT
    message = _("The proposal does not wait any more. Somebody else may have been quicker.")


class ProposalSamePerson(DomainError):
    code = "same_person"
    status = HTTPStatus.FORBIDDEN
    message = _("Whoever proposed does not decide: another officer does.")


class NotYourProposal(DomainError):
    code = "not_your_proposal"
    status = HTTPStatus.FORBIDDEN
    message = _("Only the officer who proposed it withdraws it.")
