"""A form changes what it shows, for whom it is shown, whatever else is sent with it (PROMISES rows 4 and 6)."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from idi_platform.tenancy.public import City, District
from tests.access.asking import browser
from tests.access.forms import HERE, PAGES, ROUTES, filled, forms_of
from tests.access.routes import address
from tests.access.scene import Scene
from tests.attacks import (
    UUID,
    Outcome,
    as_words,
    chose_nothing,
    extras,
    ids_of_city,
    reached_nothing,
    tried,
)

# Whom the operator's site names stands outside the wall; its forms are for every city.
WHOLE_PLATFORM = ("operations:",)
# A page's own mark against being sent twice names nothing.
MARKS = {"key"}


@dataclass(frozen=True)
class Pressed:
    """A form of a page as somebody fills it."""

    scene: Scene
    who: str
    target: str
    form: html.FormElement

    def sent(self, **more: object) -> Outcome:
        client = browser(self.scene.people[self.who])
        return tried(lambda: client.post(self.target, {**filled(self.form), **more}))

    @property
    def names(self) -> set[str]:
        return {str(name) for name in self.form.xpath(".//*/@name")}

    @property
    def ids(self) -> list[str]:
        """The fields whose values are ids, or may be."""
        fields = self.form.xpath(".//input[@name]|.//select[@name]")
        values = {one.get("name"): [*one.xpath(".//@value")] for one in fields}
        named = {str(name) for name, given in values.items() if any(UUID.fullmatch(one) for one in given)}
        return sorted(named - MARKS)

    @property
    def numbers(self) -> dict[str, set[str]]:
        """What may be chosen of the fields whose choices are numbers, as a district's are."""
        chosen = {
            one.get("name"): {value for value in one.value_options if value} for one in self.form.xpath(".//select")
        }
        return {str(name): given for name, given in chosen.items() if name and given and all(map(str.isdigit, given))}


def pressed(scene: Scene, route: str) -> Iterator[Pressed]:
    """Every form of the page that changes something, once, by the first who is shown it."""
    path, seen = address(route, scene.here), set()
    for who in (who for name, who in PAGES if name == route and who in HERE):
        forms = forms_of(scene, who, path)
        if forms is None:
            return
        for form in forms:
            one = Pressed(scene, who, form.action or path, form)
            if form.method.upper() == "POST" and (one.target, *sorted(one.names)) not in seen:
                seen.add((one.target, *sorted(one.names)))
                yield one


@pytest.mark.in_turn(24)
@pytest.mark.parametrize("route", ROUTES)
def test_a_form_names_nothing_of_the_other_city_and_chooses_nothing_that_it_does_not_show(
    scene: Scene, route: str
) -> None:
    there = scene.world.there.city
    foreign = ids_of_city(there)
    ids = sorted({*foreign.values()})
    for one in pressed(scene, route):
        meant = one.sent()
        if meant.has_effect:
            more = extras(one.names, foreign, there)
            chose_nothing(meant, one.sent(**as_words(more)), foreign.values())
        if route.startswith(WHOLE_PLATFORM):
            continue
        for name in one.ids:
            for value in random.sample(ids, k=min(12, len(ids))):
                reached_nothing(one.sent(**{name: value}), value, f"{one.who} {one.target} {name}")
        for name, given in one.numbers.items():
            for number in numbers_of(there) - given:
                reached_nothing(one.sent(**{name: number}), f'"{name}_id": {number}', f"{one.who} {one.target} {name}")


def numbers_of(city: City) -> set[str]:
    """What the other city's rows are named by that have numbers: two of its districts."""
    found = District.objects.filter(city=city).order_by("pk").values_list("pk", flat=True)
    return {str(pk) for pk in (*found[:1], *found.reverse()[:1])}
