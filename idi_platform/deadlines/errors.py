"""Refusals of the clocks."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NobodyObliged(DomainError):
    code = "nobody_obliged"
    message = _("The party that owes this duty is not known for the project. Enter it first.")
