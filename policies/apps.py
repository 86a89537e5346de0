from importlib import import_module

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"

    def ready(self) -> None:
        """Loads this app's resolver for deadlines, what it does with the rules, and its list; they need the models."""
        import_module("policies.resolver")
        import_module("policies.realisation")
        import_module("policies.registration")
