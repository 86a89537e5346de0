"""The public check of a letter: what anybody who holds its code may know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from idi_platform.tenancy.public import City, acting_as, system_actor

from .codes import division_of, read_code
from .kinds import Words, letter_kind
from .models import Letter


@dataclass(frozen=True, slots=True)
class Genuine:
    """A letter that was issued here, masked. `sha256` is empty until its file is made.

    Of one that is erased after its retention, number, day and digest are left.
    """

    label: Words
    number: str
    organisation: str
    issued_at: datetime
    printed_code: str
    sha256: str
    facts: Mapping[Words, str]
    is_erased: bool = False


def check_code(typed: str) -> Genuine | None:
    """The letter with this code, in whichever city; None when there is none. Call within a transaction."""
    code = read_code(typed)
    city = City.objects.filter(code=division_of(code)).first() if code else None
    if city is None:
        return None
    # The code itself names the tenant, and only what is masked below leaves this block.
    with acting_as(system_actor(city.pk)):
        letter = Letter.objects.select_related("file").filter(city=city, code=code).first()
        if letter is None:
            return None
        kind = letter_kind(letter.kind)
        return Genuine(
            label=kind.label,
            number=letter.number,
            organisation=letter.content["organisation"] if letter.content else "",
            issued_at=letter.issued_at,
            printed_code=letter.printed_code,
            sha256=letter.file.sha256 if hasattr(letter, "file") else "",
            facts=kind.verify_facts(letter.content) if letter.content else {},
            is_erased=letter.is_erased,
        )
