from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "idi_platform.privacy"
    label = "privacy"
