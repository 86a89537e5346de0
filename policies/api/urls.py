"""The rules under /api/v1/: open to everybody."""

from django.urls import path

from . import views

urlpatterns = [
    path("regimes/", views.ListRegimes.as_view(), name="regimes"),
    path("regimes/<slug:code>/versions/", views.ListVersions.as_view(), name="regime_versions"),
    path("compare/", views.Compare.as_view(), name="compare"),
    path("resolve/", views.Resolve.as_view(), name="resolve"),
    path("deadlines/compute/", views.ComputeDeadline.as_view(), name="compute_deadline"),
]
