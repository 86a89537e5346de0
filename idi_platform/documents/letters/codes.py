"""Verification codes: 24 characters that name a city and cannot be guessed, written in groups of four.

Crockford's base 32, without the letters that a reader mistakes for a digit. The first four characters are the city's
GB/T 2260 code, so that the check page finds the tenant before it looks; the other twenty are 100 random bits.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CITY_LENGTH = 4
RANDOM_LENGTH = 20
LENGTH = CITY_LENGTH + RANDOM_LENGTH
GROUP = 4
_BITS = 5
_READ_AS = str.maketrans("OIL", "011", " -\u2010\u2011\u2013\u2014\u3000")


def new_code(division: str) -> str:
    """A fresh code of the city with this six-digit division code."""
    number = int(division)
    city = "".join(ALPHABET[number >> _BITS * place & 31] for place in reversed(range(CITY_LENGTH)))
    return city + "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH))


def grouped(code: str) -> str:
    """As people read and type it: `0DEK-…`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str | None:
    """The code that somebody typed, whatever case, spaces and dashes; None when it can be none."""
    code = typed.strip().upper().translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def division_of(code: str) -> str:
    """The division code that a code carries."""
    number = 0
    for character in code[:CITY_LENGTH]:
        number = number << _BITS | ALPHABET.index(character)
    return f"{number:06d}"
