from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "idi_platform.tenancy"
    label = "tenancy"
