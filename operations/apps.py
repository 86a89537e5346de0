from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "operations"

    def ready(self) -> None:
        """Loads the module that enters this app's pages into the navigation."""
        import_module("operations.registration")
