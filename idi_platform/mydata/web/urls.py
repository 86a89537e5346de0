from django.urls import path

from . import register, reveal

app_name = "mydata"
urlpatterns = [
    path("privacy/", register.privacy, name="privacy"),
    path("privacy/reveal/<str:key>/<uuid:pk>/", reveal.reveal_field, name="reveal"),
]
