from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Lists as they all are: filter in the address, sort, columns, pages, saved views, exports."""

    name = "idi_platform.lists"
    label = "lists"
