"""What narrows a public list by its address: a few questions, each with the answers that there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Filter:
    """One question of the form: its name in the address, its label, what may be chosen, what is."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


def filters_of(request: HttpRequest, choices: Mapping[str, tuple[str, Mapping[str, str]]]) -> tuple[Filter, ...]:
    """The questions with what the address chooses; a word that may not be chosen chooses nothing."""
    return tuple(
        Filter(name, label, tuple(values.items()), next((v for v in values if v == request.GET.get(name)), ""))
        for name, (label, values) in choices.items()
    )


def chosen(filters: Iterable[Filter]) -> dict[str, str]:
    """What is asked, by name."""
    return {each.name: each.chosen for each in filters if each.chosen}
