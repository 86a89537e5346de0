"""A form changes what it shows, for whom it is shown, whatever else is sent with it (PROMISES rows 4 and 6)."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import pytest
from django import forms
from django.db.models import Model
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from idi_platform.accounts.public import User
from idi_platform.organisations.models import Certificate
from idi_platform.organisations.selectors import own_body_id
from idi_platform.organisations.services.certifying import CertificateFacts
from idi_platform.organisations.web import certificates
from idi_platform.organisations.web.forms import CertificateForm
from idi_platform.registry.services import projects
from idi_platform.tenancy.public import Actor, City, District
from tests.access.asking import browser
from tests.access.forms import HERE, PAGES, ROUTES, buttons, filled, forms_of, leads_to
from tests.access.scene import Scene
from tests.attacks import (
    UUID,
    Outcome,
    as_words,
    chose_nothing,
    extras,
    ids_of_city,
    kinds_of,
    reached_nothing,
    tried,
)
from underwriting.web.forms import ProjectForm

# Whom the operator's site names stands outside the wall; its forms are for every city.
WHOLE_PLATFORM = ("operations:",)
# A page's own mark against being sent twice names nothing.
MARKS = {"key"}
TakeAway = Callable[[pytest.MonkeyPatch], None]
# Forms that do nothing as the scene stands, by where they lead.
DOES_NOTHING = {
    "alerts:template": "shows what words would look like; new ones wait for a second person already",
    "claims:photographs": "goes on to the next question",
    "claims:start": "goes on with the report that was begun",
    "deadlines:ladder_rungs": "the draft was changed in the meantime",
    "documents:verify_code": "compares a file with a letter",
    "hotline:check": "nobody types the owner's own document",
    "mfa_activate_totp": "wants the app's present code",
    "mfa_add_webauthn": "wants an authenticator",
    "mfa_edit_webauthn": "names the passkey as it is called",
    "mfa_login_webauthn": "wants an authenticator",
    "mfa_reauthenticate_webauthn": "wants an authenticator",
    "mydata:hold_file": "nobody types the number of a case file",
    "operations:ask_city": "terms still run in the city",
    "operations:ask_reset": "the person has no second factor to reset",
    "operations:new_district": "every district of the city is there",
    "organisations:new_succession": "nobody types another body's name",
    "policies:draft_new_rule": "the drafter is nobody of the scene's",
    "policies:draft_rule": "the drafter is nobody of the scene's",
    "policies:draft_text": "the drafter is nobody of the scene's",
    "policies:propose_reading": "one waits for a second person already",
    "registry:new_authority": "one waits for a second person already",
    "registry:new_transfer": "one waits for a second person already",
    "riskmgmt:add_finding": "goes on with the finding that was begun",
    "riskmgmt:open_link": "nobody types a link's secret",
    "riskmgmt:start_answer": "goes on with the answer that was begun",
    "underwriting:issue": "the policy lacks its premium",
    "underwriting:new_building": "shows the homes that it would enter first",
}


@dataclass(frozen=True)
class Pressed:
    """A form of a page as somebody fills it, with one of its buttons."""

    scene: Scene
    who: str
    route: str
    target: str
    form: html.FormElement
    button: tuple[tuple[str, str], ...]

    def sent(self, **more: object) -> Outcome:
        client = browser(self.scene.people[self.who])
        given = {**filled(self.form, self.route), **dict(self.button), **more}
        return tried(lambda: client.post(self.target, given))

    @property
    def names(self) -> set[str]:
        return {str(name) for name in self.form.xpath(".//*/@name")}

    @property
    def ids(self) -> dict[str, set[str]]:
        """The fields whose values are ids, or may be, with those that the page names."""
        fields = self.form.xpath(".//input[@name]|.//select[@name]")
        named = {str(one.get("name")): {*filter(UUID.fullmatch, one.xpath(".//@value"))} for one in fields}
        return {name: given for name, given in named.items() if given and name not in MARKS}

    @property
    def numbers(self) -> dict[str, set[str]]:
        """What may be chosen of the fields whose choices are numbers, as a district's are."""
        chosen = {
            one.get("name"): {value for value in one.value_options if value} for one in self.form.xpath(".//select")
        }
        return {str(name): given for name, given in chosen.items() if name and given and all(map(str.isdigit, given))}


def pressed(scene: Scene, route: str) -> Iterator[list[Pressed]]:
    """Every form of the page that changes something, with each of its buttons, by everybody who is shown it."""
    found = defaultdict(list)
    for who in (who for name, who in PAGES if name == route and who in HERE):
        shown = forms_of(scene, who, route)
        if shown is None:
            return
        for target, form in shown:
            for button in buttons(form) or [{}]:
                one = Pressed(scene, who, route, target, form, tuple(button.items()))
                if form.method.upper() == "POST":
                    found[(target, one.button, *sorted(one.names))].append(one)
    yield from found.values()


def first_that_does(alike: list[Pressed]) -> tuple[Pressed, Outcome]:
    """The form of the first for whom it does something; where it does nothing for anybody, that must be known."""
    sent = ((one, one.sent()) for one in alike)
    if found := next(((one, meant) for one, meant in sent if meant.has_effect), None):
        return found
    one, meant = alike[0], alike[0].sent()
    assert leads_to(one.target) in DOES_NOTHING, (leads_to(one.target), meant.status, words_of(meant))
    return one, meant


def attack(scene: Scene, route: str) -> None:
    here, there = scene.world.here.city, scene.world.there.city
    foreign = ids_of_city(there)
    for one, meant in map(first_that_does, pressed(scene, route)):
        if meant.has_effect:
            more = extras(one.names, foreign, there)
            chose_nothing(meant, one.sent(**as_words(more)), foreign.values())
        if route.startswith(WHOLE_PLATFORM):
            continue
        for name, given in one.ids.items():
            for value in instead_of(given, here, foreign):
                reached_nothing(one.sent(**{name: value}), value, f"{one.who} {one.target} {name}")
        for name, given in one.numbers.items():
            for number in numbers_of(there) - given:
                reached_nothing(one.sent(**{name: number}), f'"{name}_id": {number}', f"{one.who} {one.target} {name}")


def instead_of(ids: set[str], here: City, foreign: Mapping[str, str]) -> set[str]:
    """The other city's of the same kinds, and some of others."""
    kinds = set().union(*kinds_of(ids, here).values())
    alike = {foreign[kind] for kind in kinds if kind in foreign}
    return alike | {*random.sample(sorted({*foreign.values()}), k=min(8, len(foreign)))}


def words_of(page: Outcome) -> str:
    """What a refused form is told."""
    told = html.fromstring(page.body or "<p/>").xpath("//*[contains(@class, 'invalid-feedback')]|//*[@role='alert']")
    return " | ".join(" ".join(one.text_content().split()) for one in told)


@pytest.mark.in_turn(32)
@pytest.mark.parametrize("route", ROUTES)
def test_a_form_names_nothing_of_the_other_city_and_chooses_nothing_that_it_does_not_show(
    scene: Scene, route: str
) -> None:
    attack(scene, route)


def take_any(form: type[forms.Form], field: str, model: type[Model]) -> TakeAway:
    """The page still offers what it did: whatever else is sent is taken."""
    narrow = form.__init__

    def widen(self: forms.Form, data: Any = None, *given: Any, **more: Any) -> None:
        narrow(self, data, *given, **more)
        if data is not None:
            self.fields[field].queryset = model._default_manager.all()  # type: ignore[attr-defined]  # a ModelChoiceField

    return lambda patched: patched.setattr(form, "__init__", widen)


def keep_anybody(patched: pytest.MonkeyPatch) -> None:
    """Enters whatever the form lets through."""

    def enter(*, facts: CertificateFacts, by: Actor, at: datetime) -> Certificate:
        given = {field.name: getattr(facts, field.name) for field in fields(facts) if field.name != "paper"}
        body, keeper = own_body_id(by), by.person_id
        row = {"city_id": by.tenant_id, "organisation_id": body, "entered_by_id": keeper, "entered_at": at}
        return Certificate.objects.create(**given, **row)

    patched.setattr(certificates, "enter_certificate", enter)


def keep_any_district(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(projects, "check_district", lambda _district, by: None)


# A form checks what is named by what it offers, the service behind it by what it knows.
CHECKS = {
    ("organisations:new_certificate", "holder"): (take_any(CertificateForm, "holder", User), keep_anybody),
    ("underwriting:new_project", "district"): (take_any(ProjectForm, "district", District), keep_any_district),
}


@pytest.mark.parametrize("here", CHECKS)
def test_either_check_of_a_form_holds_alone_and_without_both_the_attack_is_seen(
    scene: Scene, here: tuple[str, str]
) -> None:
    route, field = here
    for take_away in CHECKS[here]:
        with pytest.MonkeyPatch.context() as patched:
            take_away(patched)
            attack(scene, route)
    with pytest.MonkeyPatch.context() as patched:
        for take_away in CHECKS[here]:
            take_away(patched)
        with pytest.raises(AssertionError, match=field):
            attack(scene, route)


def numbers_of(city: City) -> set[str]:
    """What the other city's rows are named by that have numbers: two of its districts."""
    found = District.objects.filter(city=city).order_by("pk").values_list("pk", flat=True)
    return {str(pk) for pk in (*found[:1], *found.reverse()[:1])}
