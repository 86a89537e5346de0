"""The public page of what is kept of people (隐私政策的数据清单): the register, rendered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.privacy.public import personal_tables, retentions


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Every kind of personal data: what for, on what basis, how long, who sees it."""
    return render(request, "mydata/privacy.html", {"tables": personal_tables(), "rules": retentions()})
