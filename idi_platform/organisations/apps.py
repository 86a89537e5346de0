from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "idi_platform.organisations"
    label = "organisations"
