"""What views do with forms: bind them, and show in them what a service refuses."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from idi_platform.tenancy.public import DomainError


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing for a first look, whatever came for a press of its button."""
    return request.POST if request.method == "POST" else None


def refuse(form: forms.Form, error: DomainError, fields: Mapping[str, str] | None = None) -> None:
    """Shows a service's refusal where it belongs, with the rule behind it; `fields` maps its names to the form's."""
    words = str(error)
    if error.rule:
        words = _("%(message)s (%(rule)s)") % {"message": words, "rule": error.rule}
    name = (fields or {}).get(error.field or "", error.field)
    form.add_error(name if name in form.fields else None, words)
