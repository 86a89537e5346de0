"""Every address of /api/v1/; one namespace, one document."""

from django.urls import include, path

app_name = "api-v1"

urlpatterns = [
    path("", include("idi_platform.documents.api.urls")),
    path("", include("idi_platform.registry.api.urls")),
    path("", include("idi_platform.mydata.api.urls")),
    path("", include("policies.api.urls")),
    path("", include("idi_platform.deadlines.api.urls")),
    path("", include("underwriting.api.urls")),
    path("", include("riskmgmt.api.urls")),
    path("", include("claims.api.urls")),
    path("", include("operations.api.urls")),
]
