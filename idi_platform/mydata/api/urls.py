from django.urls import path
from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

from . import views

register_area("mydata", _("Masked personal data, one field at a time"))

urlpatterns = [path("reveals/", views.RevealField.as_view(), name="reveal")]
