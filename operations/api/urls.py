from django.urls import path

from .heads import ListHeads

urlpatterns = [path("audit/heads/", ListHeads.as_view(), name="heads")]
