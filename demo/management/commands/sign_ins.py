"""`manage.py sign_ins`: who can sign in to the demo, as a table."""

from typing import Any
from unicodedata import east_asian_width

from django.core.management.base import BaseCommand
from django.utils import translation

from demo.people import EVERYBODY, PASSWORD, SHOWN


class Command(BaseCommand):
    help = "Prints the demo's sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        people = {person.username: person for person in EVERYBODY}
        rows = [("角色", "Role", "姓名", "用户名 user name", "密码 password")]
        for username in SHOWN:
            person = people[username]
            with translation.override("zh-hans"):
                role_zh = str(person.role.label)
            with translation.override("en"):
                role_en = str(person.role.label)
            rows.append((role_zh, role_en, person.full_name, username, PASSWORD))
        widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
