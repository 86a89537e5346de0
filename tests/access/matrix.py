"""Who gets what: every address x method x person, one file of rows a namespace; rendered as docs/access.md.

A cell is the exact status of a request without content: `in` is the way to the sign-in page, 302 any other redirect,
422 a form that says what is missing. 404 is what exists for somebody else, 403 what this role never does. `all` is
everybody.
"""

from dataclasses import dataclass
from pathlib import Path

# Column of the table -> who asks: the scene's person, and what readers of docs/access.md are told.
COLUMNS: dict[str, tuple[str, str]] = {
    "ano": ("anonymous", "nobody signed in"),
    "dis": ("disabled", "a disabled person with a living session"),
    "non": ("memberless", "signed in, member of nothing"),
    "end": ("ended", "signed in, membership ended"),
    "own": ("owner", "the home's owner, whose claim it is"),
    "nei": ("neighbour", "an owner of another home"),
    "sol": ("seller", "the home's former owner, until today"),
    "und": ("underwriter", "underwriter of the lead insurer"),
    "adj": ("adjuster", "adjuster of the lead insurer, to whom the notice went"),
    "mgr": ("manager", "manager of the lead insurer"),
    "coi": ("co-insurer", "manager of a co-insurer of the project"),
    "ins": ("inspector", "inspector of the project's inspection service"),
    "dev": ("developer", "somebody of the project's developer"),
    "con": ("contractor", "somebody of the project's contractor"),
    "bur": ("bureau", "officer of the city's bureau"),
    "dst": ("district", "officer of another district of the city"),
    "opr": ("operator", "operator of the platform, in no city"),
    "riv": ("rival", "adjuster of another insurer in the city"),
    "rbo": ("rival boss", "manager of another insurer in the city"),
    "t-o": ("there owner", "owner in the other city"),
    "t-a": ("there adjuster", "adjuster in the other city"),
    "t-m": ("there manager", "manager in the other city"),
    "t-i": ("there inspector", "inspector in the other city"),
    "t-b": ("there bureau", "officer in the other city"),
    "adm": ("organisation's administrator", "administrator of the lead insurer's people"),
    "sec": ("security administrator", "security administrator of the platform"),
    "aud": ("audit administrator", "audit administrator of the platform"),
    "hal": ("half signed in", "staff after the password, before the second factor"),
    "key": ("live key", "program of the lead insurer, with a key"),
    "kex": ("expired key", "the same with a key that has ended"),
}

ROWS = Path(__file__).parent / "rows"


@dataclass(frozen=True)
class Cell:
    """One person's request to one address."""

    route: str
    method: str
    who: str
    status: str

    def __str__(self) -> str:
        return f"{self.route}-{self.method}-{self.who.replace(' ', '_')}"


def rows() -> list[tuple[str, str, list[str]]]:
    """Route, method, and the status of each column in order."""
    found = []
    for table in sorted(ROWS.glob("*.txt")):
        head, *lines = table.read_text(encoding="utf-8").splitlines()
        if head.split()[2:] != list(COLUMNS):
            message = f"{table.name} does not name the columns of COLUMNS."
            raise ValueError(message)
        for line in lines:
            route, method, *statuses = line.split()
            found.append((route, method, statuses[1:] * len(COLUMNS) if statuses[0] == "all" else statuses))
    return found


def cells() -> list[Cell]:
    return [
        Cell(route, method, person, status)
        for route, method, statuses in rows()
        for (person, _), status in zip(COLUMNS.values(), statuses, strict=True)
    ]
