"""Refusals of the clocks."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NobodyObliged(DomainError):
    code = "nobody_obliged"
    message = _("The party that owes this duty is not known for the project. Enter it first.")


class TwoTermsForOneDuty(DomainError):
    """Two versions of a regime each set a term for one duty. `field` is the duty, `rule` both citations."""

    code = "two_terms_for_one_duty"
    message = _("Two texts each set a term for this duty, and only one can be kept yet. Tell the platform's operator.")
