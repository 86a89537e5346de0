from django.urls import path

from . import authorities, transfers

app_name = "registry"
urlpatterns = [
    path("authorities/", authorities.authorities, name="authorities"),
    path("authorities/<uuid:pk>/", authorities.authority, name="authority"),
    path("authorities/<uuid:pk>/confirm/", authorities.confirm, name="confirm_authority"),
    path("authorities/<uuid:pk>/refuse/", authorities.refuse_it, name="refuse_authority"),
    path("authorities/<uuid:pk>/end/", authorities.end, name="end_authority"),
    path("homes/<uuid:pk>/authorities/new/", authorities.new_authority, name="new_authority"),
    path("homes/<uuid:pk>/owners/", transfers.home_owners, name="home_owners"),
    path("homes/<uuid:pk>/owners/new/", transfers.new_transfer, name="new_transfer"),
    path("ownership-changes/", transfers.transfers, name="transfers"),
    path("ownership-changes/<uuid:pk>/", transfers.transfer, name="transfer"),
    path("ownership-changes/<uuid:pk>/approve/", transfers.approve, name="approve_transfer"),
    path("ownership-changes/<uuid:pk>/correct/", transfers.correct, name="correct_transfer"),
    path("ownership-changes/<uuid:pk>/refuse/", transfers.refuse_it, name="refuse_transfer"),
]
