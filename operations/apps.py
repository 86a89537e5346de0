from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "operations"

    def ready(self) -> None:
        """Loads the modules that enter this app's pages into the navigation, and the tasks that its pages send."""
        import_module("operations.registration")
        import_module("operations.audit_registration")
        import_module("operations.tasks")
