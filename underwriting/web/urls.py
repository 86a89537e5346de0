from django.urls import URLPattern

app_name = "underwriting"

urlpatterns: list[URLPattern] = []
