"""Refusals of whoever names a version that is not there, of drafts of rules, and of decisions on readings."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class UnknownVersion(DomainError):
    code = "unknown_version"
    status = HTTPStatus.BAD_REQUEST
    message = _("No such version is loaded.")


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
