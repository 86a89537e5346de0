from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What every resource of /api/v1/ shares: who may call, problems, repeated commands, pages, the document."""

    name = "idi_platform.api"
    label = "api"

    def ready(self) -> None:
        """Loads what the OpenAPI document says of our ways of signing in, and the entry of the navigation."""
        import_module("idi_platform.api.schema")
        import_module("idi_platform.api.registration")
