from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "idi_platform.accounts"
    label = "accounts"
