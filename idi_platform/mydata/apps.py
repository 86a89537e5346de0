from django.apps import AppConfig


class MydataConfig(AppConfig):
    name = "idi_platform.mydata"
    label = "mydata"
