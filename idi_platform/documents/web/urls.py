from django.urls import path

from . import letters, views

app_name = "documents"
urlpatterns = [
    path("documents/<uuid:pk>/", views.download, name="download"),
    path("documents/<uuid:pk>/thumbnail/", views.thumbnail, name="thumbnail"),
    path("jobs/<uuid:pk>/", views.job, name="job"),
    path("jobs/<uuid:pk>/result/", views.job_result, name="job_result"),
    path("letters/<uuid:pk>/", letters.letter, name="letter"),
    path("letters/<uuid:pk>/pdf/", letters.letter_pdf, name="letter_pdf"),
    path("verify/", letters.verify, name="verify"),
    path("verify/<str:code>/", letters.verify_code, name="verify_code"),
]
