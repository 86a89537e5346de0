from django.urls import path

from . import corrections

app_name = "dossiers"
urlpatterns = [
    path("entries/<uuid:pk>/correct/", corrections.correct, name="correct"),
    path("corrections/<uuid:pk>/make/", corrections.make, name="make_correction"),
    path("corrections/<uuid:pk>/refuse/", corrections.refuse, name="refuse_correction"),
]
