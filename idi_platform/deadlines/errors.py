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


class WholeCityOnly(DomainError):
    code = "whole_city_only"
    message = _("An officer for the whole city does this.")


class SecondOfficer(DomainError):
    code = "second_officer"
    message = _("Another officer decides than who asked.")


class AlreadyDecided(DomainError):
    code = "already_decided"
    message = _("Somebody has decided this already.")


class NothingToReckon(DomainError):
    code = "nothing_to_reckon"
    message = _("No running term would change by it.")


class NotPutAside(DomainError):
    code = "not_put_aside"
    message = _("This term's timer is not put aside.")
