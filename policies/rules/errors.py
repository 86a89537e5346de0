"""What a broken pack says: file, line, key and rule."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from idi_platform.tenancy.public import DomainError


class PackError(DomainError):
    """A pack that cannot be loaded. `line` counts from 1; `key` is a path such as `articles.12.rules.0.term`."""

    code = "broken_pack"

    def __init__(self, message: str | Promise, *, file: str, line: int, key: str, rule: str | None = None) -> None:
        super().__init__(message, field=key, rule=rule)
        self.file = file
        self.line = line
        self.key = key

    def __str__(self) -> str:
        return _("%(file)s, line %(line)d, key %(key)s, rule %(rule)s: %(problem)s") % {
            "file": self.file,
            "line": self.line,
            "key": self.key or "-",
            "rule": self.rule or "-",
            "problem": self.message,
        }
