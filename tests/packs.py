"""The real packs, read once a process: reading takes longer than most tests."""

from functools import cache

from policies.rules.pack import Pack, read_packs


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack of the product."""
    return tuple(read_packs())


def pack_of(code: str) -> Pack:
    """The pack of that version."""
    return next(pack for pack in packs() if pack.code == code)
