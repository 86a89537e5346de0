from importlib import import_module

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"

    def ready(self) -> None:
        """Loads the module that names this app's resolver to deadlines; it needs the models, so not before."""
        import_module("policies.resolver")
