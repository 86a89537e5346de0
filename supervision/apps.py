from importlib import import_module

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        """Loads the module that enters this app's pages into the navigation."""
        import_module("supervision.registration")
