from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("documents/<uuid:pk>/", views.download, name="download"),
    path("documents/<uuid:pk>/thumbnail/", views.thumbnail, name="thumbnail"),
    path("jobs/<uuid:pk>/", views.job, name="job"),
    path("jobs/<uuid:pk>/result/", views.job_result, name="job_result"),
]
