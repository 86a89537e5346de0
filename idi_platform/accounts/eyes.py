"""A page as support sees it under a look: nothing that would be refused is left to press.

The page is the person's own, made by the same templates; what is taken out is judged here, by the addresses that its
forms, links and pictures name, with the one rule that judges requests (looking.may_open).
"""

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from .looking import may_open

_TAG = re.compile(r"<(/?)(form|a|img|button|input)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
# The attribute by which an element leads somewhere.
_LEADS = {"a": "href", "img": "src"}


def for_eyes(page: str, *, path: str) -> str:
    """The page with each form that would be refused disabled, and each link and picture without its address."""
    return _Eyes(path).rewritten(page)


class _Eyes:
    def __init__(self, path: str) -> None:
        self.path = path
        self.reason = escape(_("Not while you look as somebody else"))
        self.is_in_refused_form = False

    def rewritten(self, page: str) -> str:
        return _TAG.sub(self._tag, page)

    def _tag(self, found: re.Match[str]) -> str:
        end, name, told = found.groups()
        has = {key.lower(): unescape(one or other) for key, one, other in _ATTRIBUTE.findall(told)}
        if name == "form":
            return self._form_end(found[0]) if end else self._form(found[0], has)
        if end:
            return found[0]
        if name in _LEADS:
            return self._lead(found[0], name, has)
        return self._control(found[0], has)

    def _form(self, tag: str, has: dict[str, str]) -> str:
        self.is_in_refused_form = not self._opens(has.get("action", ""), has.get("method", "get"))
        return f'{tag}<fieldset class="looked-at" disabled title="{self.reason}">' if self.is_in_refused_form else tag

    def _form_end(self, tag: str) -> str:
        was_refused, self.is_in_refused_form = self.is_in_refused_form, False
        return f"</fieldset>{tag}" if was_refused else tag

    def _lead(self, tag: str, name: str, has: dict[str, str]) -> str:
        """Without its address a link can be read and not followed; a picture shows its words. A file never leaves."""
        attribute = _LEADS[name]
        is_file = "download" in has
        if attribute not in has or (not is_file and self._opens(has[attribute], "get")):
            return tag
        told = f' role="link" aria-disabled="true" title="{self.reason}"' if name == "a" else ""
        return re.sub(rf"""\s{attribute}=("[^"]*"|'[^']*')""", told, tag, count=1)

    def _control(self, tag: str, has: dict[str, str]) -> str:
        """What sends a form to another address, or a form that it does not stand in."""
        is_refused = "form" in has or ("formaction" in has and not self._opens(has["formaction"], "get"))
        is_free = is_refused and not self.is_in_refused_form and "disabled" not in has
        return f'{tag[:-1]} disabled title="{self.reason}">' if is_free else tag

    def _opens(self, address: str, method: str) -> bool:
        """Whether an address of ours opens under a look; everything that is no page of ours is not judged."""
        parts = urlsplit(address)
        is_here = not parts.path and method == "get"
        if parts.scheme or parts.netloc or is_here:
            return True
        try:
            match = resolve(urljoin(self.path, parts.path))
        except Resolver404:
            return True
        return may_open(match.view_name, match.func, method=method.upper())
