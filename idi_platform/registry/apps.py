from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "idi_platform.registry"
    label = "registry"
