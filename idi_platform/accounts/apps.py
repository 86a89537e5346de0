from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "idi_platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Loads the module that tells the shell who is signed in; it needs the models, so not before."""
        import_module("idi_platform.accounts.identity")
