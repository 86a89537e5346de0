"""The bureau's overview. The list that its figures open into is terms.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import Role, require_role
from idi_platform.tenancy.public import business_now, current_actor
from idi_platform.ui.public import NEAR_DAYS
from supervision.constants import NEWLY
from supervision.selectors import overview

from .charts import claims_chart, terms_chart
from .rows import term_row


@require_safe
@require_role(Role.BUREAU)
def dashboard(request: HttpRequest) -> HttpResponse:
    """What is overdue and whose, counted now; every figure is a link to its cases."""
    viewer, at = current_actor(), business_now()
    figures = overview(viewer, at=at)
    context = {
        "figures": figures,
        "claims_chart": claims_chart(figures),
        "terms_chart": terms_chart(figures),
        "rows": [term_row(deadline, viewer=viewer, at=at) for deadline in figures.newly_late],
        "near_days": NEAR_DAYS,
        "newly_days": NEWLY.days,
        "at": at,
    }
    return render(request, "supervision/dashboard.html", context)
