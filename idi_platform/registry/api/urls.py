from django.urls import path
from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

from . import views

register_area("registry", _("Homes"))

urlpatterns = [path("homes/", views.ListHomes.as_view(), name="homes")]
