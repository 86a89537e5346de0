from django.urls import path

from . import clients, views

app_name = "api"

urlpatterns = [
    path("api/schema/", views.schema, name="schema"),
    path("api/docs/", views.docs, name="docs"),
    path("organisation/programs/", clients.clients, name="clients"),
    path("organisation/programs/new/", clients.new_client, name="new_client"),
    path("organisation/programs/<uuid:pk>/", clients.client, name="client"),
    path("organisation/programs/<uuid:pk>/keys/", clients.new_key, name="new_key"),
    path("organisation/programs/<uuid:pk>/keys/<slug:prefix>/end/", clients.stop_key, name="stop_key"),
    path("organisation/programs/<uuid:pk>/end/", clients.stop_client, name="stop_client"),
]
