from django.urls import path
from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

from . import commands, views

register_area("registry", _("Homes and who acts for their owners"))

urlpatterns = [
    path("homes/", views.ListHomes.as_view(), name="homes"),
    path("homes/<uuid:pk>/authorities/", commands.RecordAuthority.as_view(), name="record_authority"),
    path("authorities/", views.ListAuthorities.as_view(), name="authorities"),
    path("authorities/<uuid:pk>/", views.ReadAuthority.as_view(), name="authority"),
    path("authorities/<uuid:pk>/confirmation/", commands.ConfirmAuthority.as_view(), name="confirm_authority"),
    path("authorities/<uuid:pk>/refusal/", commands.RefuseAuthority.as_view(), name="refuse_authority"),
    path("authorities/<uuid:pk>/end/", commands.EndAuthority.as_view(), name="end_authority"),
]
