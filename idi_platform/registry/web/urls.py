from django.urls import path

from . import transfers

app_name = "registry"
urlpatterns = [
    path("homes/<uuid:pk>/owners/", transfers.home_owners, name="home_owners"),
    path("homes/<uuid:pk>/owners/new/", transfers.new_transfer, name="new_transfer"),
    path("ownership-changes/", transfers.transfers, name="transfers"),
    path("ownership-changes/<uuid:pk>/", transfers.transfer, name="transfer"),
    path("ownership-changes/<uuid:pk>/approve/", transfers.approve, name="approve_transfer"),
    path("ownership-changes/<uuid:pk>/refuse/", transfers.refuse_it, name="refuse_transfer"),
]
