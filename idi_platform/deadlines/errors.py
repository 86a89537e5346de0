"""Refusals of the clocks."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NobodyObliged(DomainError):
    code = "nobody_obliged"
    message = _("The party that owes this duty is not known for the project. Enter it first.")


class SecondRequest(DomainError):
    """The law allows one request for documents (LEGAL.md); `field` is the duty it has already stopped."""

    code = "second_request"
    message = _("The documents were already requested once. A second request does not stop the term.")


class PauseTime(DomainError):
    """`field` names the wrong moment."""

    code = "pause_time"
    message = _("A term is stopped and runs on in the order of time, and not in the future.")


class NothingToReplace(DomainError):
    """No such duty is open, or the texts set no other in its place; `field` names the duties."""

    code = "nothing_to_replace"
    message = _("There is no open term to replace, or the texts set no other term in its place.")


class NothingToReckon(DomainError):
    code = "nothing_to_reckon"
    message = _("No running term would change by it.")


class NotPutAside(DomainError):
    code = "not_put_aside"
    message = _("This term's timer is not put aside.")


class NobodyTold(DomainError):
    code = "nobody_told"
    message = _("Tick at least one to whom it is told.")


class RungTwice(DomainError):
    code = "rung_twice"
    message = _("The ladder has a rung at this moment already. Change that one instead.")


class LadderTooLong(DomainError):
    code = "ladder_too_long"
    message = _("A ladder has at most 12 rungs: more messages about one term are not read.")


class MissNotTold(DomainError):
    code = "miss_not_told"
    message = _("Those in charge at the obliged body always hear that their term is missed.")


class NothingToGiveUp(DomainError):
    code = "nothing_to_give_up"
    message = _("A ladder without rungs gives one up, and there is none in force for these terms.")


class UnknownScope(DomainError):
    code = "unknown_scope"
    message = _("A ladder is for all terms, for one basis or for one duty.")
