"""Refusals of lists."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class ListTooLong(DomainError):
    code = "list_too_long"
    message = _("The list has more rows than an Excel sheet can hold. Narrow it with the filter, or take the CSV.")
    rule = "≤ 1,048,575"


class NobodyToShareWith(DomainError):
    code = "nobody_to_share_with"
    message = _("You act for no organisation here, so this view stays your own.")
