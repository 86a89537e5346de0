from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "idi_platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Loads who is signed in, what listens at the door, and every app's rights; all need the models."""
        import_module("idi_platform.accounts.identity")
        import_module("idi_platform.accounts.signin.receivers")
        autodiscover_modules("rights")
