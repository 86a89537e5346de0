"""Where a dossier is read: apps above register the page of each kind, for the roles that it is made for."""

from collections.abc import Iterable

from django.urls import reverse

from idi_platform.tenancy.public import Actor

from .models import Dossier

_pages: dict[tuple[str, str], str] = {}


def register_dossier_page(kind: str, url_name: str, *, roles: Iterable[str]) -> None:
    """Names the page of a kind for these roles; its one argument is the dossier's id. Called from apps.ready()."""
    for role in roles:
        _pages[kind, role] = url_name


def dossier_url(dossier: Dossier, viewer: Actor) -> str:
    """The dossier's page for this viewer; empty when none is registered. Whether it opens is the page's to decide."""
    url_name = _pages.get((dossier.kind, viewer.role))
    return reverse(url_name, args=[dossier.pk]) if url_name else ""
