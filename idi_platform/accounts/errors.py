"""Refusals of accounts."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class WholeCityOnly(DomainError):
    code = "whole_city_only"
    status = HTTPStatus.FORBIDDEN
    message = _("An officer for the whole city does this.")


class MembershipHeld(DomainError):
    code = "membership_held"
    status = HTTPStatus.CONFLICT
    message = _("This person holds this role in that time already.")


class MembershipEnded(DomainError):
    code = "membership_ended"
    status = HTTPStatus.CONFLICT
    message = _("This membership has ended by that day already.")


class UsernameTaken(DomainError):
    code = "username_taken"
    status = HTTPStatus.CONFLICT
    message = _("This user name is taken. Choose another.")
