from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "idi_platform.dossiers"
    label = "dossiers"
