from django.urls import URLPattern

app_name = "riskmgmt"

urlpatterns: list[URLPattern] = []
