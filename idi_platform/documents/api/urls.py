from django.urls import path
from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

from . import views

register_area("documents", _("Documents"))

urlpatterns = [path("documents/<uuid:pk>/", views.ReadDocument.as_view(), name="document")]
