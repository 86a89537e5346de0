"""Before a journey's command is sent, what somebody with bad intent would send in its place (PROMISES rows 4 and 6)."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from rest_framework import serializers

from idi_platform.accounts.public import Membership, Role
from idi_platform.api.keys import SCHEME, find_key
from idi_platform.tenancy.public import City
from tests.api.strangers import Strangers
from tests.attacks import REFUSED, UUID, Outcome, as_words, chose_nothing, extras, kinds_of, names_in, tried

API = "/api/v1/"
CODE_OF_NOTHING = "999999"
# What a body may name though it is a stranger's, by command and field.
MAY_NAME: dict[tuple[str, str], str] = {
    ("SetShares", "organisation"): "insurers stand outside the wall, and any at work in the city may bear a part",
}
# Whom a city's people and things are open to: a stranger of their own city is none to them.
SEES_THE_CITY = {Role.BUREAU}
Variant = Callable[[], None]


@dataclass(frozen=True)
class Command:
    """One command of a journey, as it is about to be sent; `body` may hold files."""

    send: Callable[[str, Mapping[str, Any]], Any]
    path: str
    body: Mapping[str, Any]
    is_json: bool

    def outcome(self, path: str | None = None, body: Mapping[str, Any] | None = None) -> Outcome:
        rewind(self.body)
        return tried(lambda: self.send(path or self.path, self.body if body is None else body))

    def naming(self, old: str, new: str) -> Outcome:
        """With another id in the place of one, wherever it stands."""
        return self.outcome(self.path.replace(old, new), exchanged(self.body, old, new))

    def with_more(self, more: Mapping[str, Any]) -> Outcome:
        return self.outcome(body=widened(self.body, more if self.is_json else as_words(more)))

    @property
    def view(self) -> Any:
        return resolve(self.path).func.cls  # type: ignore[attr-defined]  # as_view keeps the class there

    @property
    def asks(self) -> Any:
        """What reads the body."""
        return (getattr(self.view, "asks_class", None) or self.view.serializer_class)()

    def where(self, one: str) -> set[str]:
        """The fields that hold this id; `pk` is the address."""
        return {"pk" for _ in (1,) if one in self.path} | {name for name, value in leaves(self.body) if value == one}


def rewind(body: Mapping[str, Any]) -> None:
    for value in body.values():
        if hasattr(value, "seek"):
            value.seek(0)


def leaves(body: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a body, with the name it stands under."""
    if isinstance(body, Mapping):
        for below, value in body.items():
            yield from leaves(value, below)
    elif isinstance(body, list):
        for value in body:
            yield from leaves(value, name)
    else:
        yield name, body


def exchanged(body: Any, old: str, new: str) -> Any:
    if isinstance(body, Mapping):
        return {name: exchanged(value, old, new) for name, value in body.items()}
    if isinstance(body, list):
        return [exchanged(value, old, new) for value in body]
    return new if body == old else body


def widened(body: Any, more: Mapping[str, Any]) -> Any:
    """More names in the body and in every part of it; what it says itself stays."""
    if isinstance(body, Mapping):
        return {**more, **{name: widened(value, more) for name, value in body.items()}}
    return [widened(value, more) for value in body] if isinstance(body, list) else body


class Attacker:
    """Tries one variant of one command in `one_in`, by `chance`; where that is None, every variant of every command."""

    def __init__(self, everybody: list[Strangers], *, chance: Random | None = None, one_in: int = 1) -> None:
        self.everybody, self.chance, self.one_in = everybody, chance, one_in

    def attack(self, command: Command, who: Membership) -> None:
        city, role = who.city, who.role
        if city is None or (self.chance and self.chance.randrange(self.one_in)):
            return
        if (meant := command.outcome()).status != 200:
            return
        foreign = next(one for one in self.everybody if one.city != city)
        beside = next((one for one in self.everybody if one.city == city and role not in SEES_THE_CITY), None)
        variants = [*self._more(command, meant, foreign)]
        for others in (foreign, beside):
            if others is not None:
                variants += [*self._instead(command, city, others), *self._besides(command, meant, others)]
        for variant in self.chance.sample(variants, k=min(1, len(variants))) if self.chance else variants:
            variant()

    def _more(self, command: Command, meant: Outcome, foreign: Strangers) -> Iterator[Variant]:
        """Columns that the command does not ask for."""
        if meant.has_effect:
            more = extras(names_in(command.asks), foreign.ids, foreign.city)
            yield lambda: chose_nothing(meant, command.with_more(more), foreign.ids.values())

    def _instead(self, command: Command, city: City, others: Strangers) -> Iterator[Variant]:
        """Others' id in the place of each that is named."""
        named = {*UUID.findall(command.path), *(value for _, value in leaves(command.body) if is_id(value))}
        for old, kinds in kinds_of(named, city).items():
            for new in sorted({others.ids[kind] for kind in kinds if kind in others.ids}):
                if not command.where(old) & may_name(command):
                    yield partial(self._refused, command, old, new, str(uuid4()))
        for name, value in leaves(command.body):
            if name == "district" and others.city != city:
                yield partial(self._refused, command, value, others.district.code, CODE_OF_NOTHING)

    def _refused(self, command: Command, old: str, new: str, nothing: str) -> None:
        self._alike(command, new, command.naming(old, new), nothing, command.naming(old, nothing))

    def _besides(self, command: Command, meant: Outcome, others: Strangers) -> Iterator[Variant]:
        """Others' id where the command would take one and names none."""
        for name, field in getattr(command.asks, "fields", {}).items():
            if name in command.body or not takes_an_id(field) or name in may_name(command):
                continue
            fitting = {one for kind, one in others.ids.items() if name in kind.lower()} or {*others.ids.values()}
            new, nothing = random.choice(sorted(fitting)), str(uuid4())
            is_many = isinstance(field, serializers.ListField)

            def refused(name: str = name, new: str = new, nothing: str = nothing, is_many: bool = is_many) -> None:
                got, none = (
                    command.outcome(body={**command.body, name: [one] if is_many else one}) for one in (new, nothing)
                )
                if meant.has_effect and got.status < 400:  # what is told is not asked here
                    chose_nothing(meant, got, [new])
                    chose_nothing(meant, none, [nothing])
                else:
                    self._alike(command, new, got, nothing, none)

            yield refused

    def _alike(self, command: Command, new: str, got: Outcome, nothing: str, none: Outcome) -> None:
        """Refused, nothing done, and answered as for what nobody has."""
        where = f"{command.view.__name__} {new}"
        assert got.status in REFUSED, (where, got.body)
        assert got.written + got.removed == {}, (where, got)
        told = [(one.status, one.body.replace(named, "#")) for one, named in ((got, new), (none, nothing))]
        assert told[0] == told[1], (where, *told)


def is_id(value: Any) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def may_name(command: Command) -> set[str]:
    return {field for view, field in MAY_NAME if view == command.view.__name__}


def takes_an_id(field: Any) -> bool:
    return isinstance(getattr(field, "child", field), serializers.UUIDField | serializers.PrimaryKeyRelatedField)


def membership_of(client: Client, headers: Mapping[str, str]) -> Membership | None:
    """Who asks, by the key or by the session."""
    shown = headers.get("Authorization") or client.defaults.get("HTTP_AUTHORIZATION", "")
    if shown:
        key = find_key(shown.removeprefix(f"{SCHEME} "), at=timezone.now())
        return key.client.membership if key else None
    person = client.session.get(SESSION_KEY)
    return Membership.objects.select_related("city").filter(user=person).first() if person else None


def attacking(plain: Callable[..., Any], attacker: Attacker) -> Callable[..., Any]:
    """`Client.post` that attacks first."""

    def post(client: Client, path: str, data: Any = None, *given: Any, **how: Any) -> Any:
        is_command = path.startswith(API) and isinstance(data, dict)
        who = membership_of(client, how.get("headers") or {}) if is_command else None
        if who is not None:
            is_json = how.get("content_type") == "application/json"
            command = Command(lambda path, body: plain(client, path, body, *given, **how), path, data, is_json)
            attacker.attack(command, who)
            rewind(data)
        return plain(client, path, data, *given, **how)

    return post
