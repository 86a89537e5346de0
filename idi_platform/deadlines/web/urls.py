from django.urls import path

from . import views

app_name = "deadlines"
urlpatterns = [path("<uuid:deadline_id>/", views.why, name="why")]
