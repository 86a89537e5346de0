from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "idi_platform.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Loads what each app declares to keep of people: its module `personal`. All models are there by now."""
        autodiscover_modules("personal")
