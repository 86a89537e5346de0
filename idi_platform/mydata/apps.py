from importlib import import_module

from django.apps import AppConfig


class MydataConfig(AppConfig):
    name = "idi_platform.mydata"
    label = "mydata"

    def ready(self) -> None:
        """Names the job and the pages; it needs the models, so not before."""
        import_module("idi_platform.mydata.registration")
