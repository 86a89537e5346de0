from django.urls import path
from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

from . import views

register_area("deadlines", _("Terms"))

urlpatterns = [
    path("calendar/<int:year>/", views.ReadCalendar.as_view(), name="calendar"),
    path("deadlines/", views.ListDeadlines.as_view(), name="deadlines"),
    path("deadlines/<uuid:pk>/", views.ReadDeadline.as_view(), name="deadline"),
]
