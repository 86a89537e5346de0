"""Every address of the platform. tests/access walks this resolver: a route without a row in the matrix fails."""

from django.urls import include, path

urlpatterns = [
    path("", include("idi_platform.ui.web.urls")),
    path("", include("idi_platform.accounts.web.urls")),
    path("", include("idi_platform.organisations.web.urls")),
    path("", include("idi_platform.registry.web.urls")),
    path("", include("idi_platform.accounts.web.allauth_urls")),
    path("", include("idi_platform.dossiers.web.urls")),
    path("", include("idi_platform.documents.web.urls")),
    path("", include("idi_platform.mydata.web.urls")),
    path("", include("idi_platform.hotline.web.urls")),
    path("lists/", include("idi_platform.lists.web.urls")),
    path("inbox/", include("idi_platform.alerts.web.urls")),
    path("", include("idi_platform.deadlines.web.urls")),
    path("", include("idi_platform.api.web.urls")),
    path("api/v1/", include("idi_platform.api_urls")),
    path("", include("policies.web.urls")),
    path("", include("underwriting.web.urls")),
    path("", include("riskmgmt.web.urls")),
    path("", include("claims.web.urls")),
    path("", include("supervision.web.urls")),
    path("", include("operations.web.urls")),
    path("", include("operations.web.audit_urls")),
]

handler500 = "idi_platform.ui.web.errors.server_error"
