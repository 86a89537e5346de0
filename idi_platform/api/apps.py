from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What every resource of /api/v1/ shares: who may call, problems, repeated commands, pages, the document."""

    name = "idi_platform.api"
    label = "api"

    def ready(self) -> None:
        """Loads the module that enters this app's pages into the navigation."""
        import_module("idi_platform.api.registration")
