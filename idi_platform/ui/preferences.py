"""How a reader wants to see pages: theme and elder mode, kept in a cookie so that a page comes right at first paint."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase

COOKIE_AGE = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preference:
    cookie: str
    choices: tuple[str, ...]

    @property
    def default(self) -> str:
        return self.choices[0]


THEME = Preference("idi_theme", ("system", "light", "dark"))
ELDER = Preference("idi_elder", ("off", "on"))
PREFERENCES = {"theme": THEME, "elder": ELDER}


def chosen(request: HttpRequest, preference: Preference) -> str:
    """The reader's choice, or the default when the cookie is missing or holds anything else."""
    value = request.COOKIES.get(preference.cookie, "")
    return value if value in preference.choices else preference.default


def keep(response: HttpResponseBase, preference: Preference, value: str, *, secure: bool) -> None:
    """Keeps the choice for a year. Readable by script: the theme switch repaints without a reload."""
    response.set_cookie(preference.cookie, value, max_age=COOKIE_AGE, secure=secure, samesite="Lax")
