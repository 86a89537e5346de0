from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "idi_platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Loads what tells the shell who is signed in, and what listens at the door; both need the models."""
        import_module("idi_platform.accounts.identity")
        import_module("idi_platform.accounts.signin.receivers")
