"""Who gets what: every address x method x person, as data. `python -m tests.access.render` makes docs/access.md of it.

A cell is the exact status of a request without content: `in` is the way to the sign-in page, 302 any other redirect,
422 a form that says what is missing. 404 is what exists for somebody else, 403 what this role never does. `all` is
everybody.
"""

from dataclasses import dataclass

# Column of the table -> who asks: the scene's person, and what readers of docs/access.md are told.
COLUMNS: dict[str, tuple[str, str]] = {
    "ano": ("anonymous", "nobody signed in"),
    "dis": ("disabled", "a disabled person with a living session"),
    "non": ("memberless", "signed in, member of nothing"),
    "end": ("ended", "signed in, membership ended"),
    "own": ("owner", "the home's owner, whose claim it is"),
    "nei": ("neighbour", "an owner of another home"),
    "sol": ("seller", "the home's former owner, until today"),
    "adj": ("adjuster", "adjuster of the lead insurer, to whom the notice went"),
    "mgr": ("manager", "manager of the lead insurer"),
    "ins": ("inspector", "inspector of the project's inspection service"),
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
}

TABLE = """
route                     method ano dis non end own nei sol adj mgr ins bur dst opr riv rbo t-o t-a t-m t-i t-b
accounts:demo_sign_in     GET    all 405
accounts:demo_sign_in     POST   all 404
accounts:sign_in          GET    200 200 200 200 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
accounts:sign_in          POST   all 200
accounts:sign_out         GET    all 405
accounts:sign_out         POST   all in
accounts:switch           GET    all 405
accounts:switch           POST   in  in  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
alerts:inbox              GET    in  in  403 403 200 200 200 200 200 200 200 200 403 200 200 200 200 200 200 200
alerts:inbox              POST   all 405
alerts:read_all           GET    all 405
alerts:read_all           POST   in  in  403 403 302 302 302 302 302 302 302 302 403 302 302 302 302 302 302 302
alerts:read_one           GET    all 405
alerts:read_one           POST   in  in  403 403 404 404 404 302 404 404 404 404 403 404 404 404 404 404 404 404
claims:add_photograph     GET    all 405
claims:add_photograph     POST   in  in  403 403 422 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:case               GET    in  in  403 403 403 403 403 200 200 403 200 404 403 404 404 403 404 404 403 404
claims:case               POST   all 405
claims:check              GET    in  in  403 403 200 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:check              POST   in  in  403 403 422 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:export             GET    in  in  403 403 403 403 403 200 200 403 200 200 403 200 200 403 200 200 403 200
claims:export             POST   all 405
claims:export_excel       GET    all 405
claims:export_excel       POST   in  in  403 403 403 403 403 302 302 403 302 302 403 302 302 403 302 302 403 302
claims:list               GET    in  in  403 403 403 403 403 200 200 403 200 200 403 200 200 403 200 200 403 200
claims:list               POST   all 405
claims:my_claim           GET    in  in  403 403 200 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:my_claim           POST   all 405
claims:my_homes           GET    in  in  403 403 200 200 200 403 403 403 403 403 403 403 403 200 403 403 403 403
claims:my_homes           POST   all 405
claims:photographs        GET    in  in  403 403 200 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:photographs        POST   in  in  403 403 302 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:question           GET    in  in  403 403 200 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:question           POST   in  in  403 403 422 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:receipt            GET    in  in  403 403 200 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:receipt            POST   all 405
claims:remove_photograph  GET    all 405
claims:remove_photograph  POST   in  in  403 403 302 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:report             GET    in  in  403 403 200 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:report             POST   all 405
claims:start              GET    all 405
claims:start              POST   in  in  403 403 302 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:survey             GET    all 405
claims:survey             POST   in  in  403 403 403 403 403 422 403 403 403 403 403 404 403 403 404 403 403 403
claims:urgent             GET    in  in  403 403 200 404 404 403 403 403 403 403 403 403 403 404 403 403 403 403
claims:urgent             POST   all 405
deadlines:why             GET    in  in  403 403 200 404 404 200 200 404 200 404 403 404 404 404 404 404 404 404
deadlines:why             POST   all 405
documents:download        GET    in  in  403 403 200 404 404 200 200 404 200 404 403 404 404 404 404 404 404 404
documents:download        POST   all 405
documents:job             GET    in  in  403 403 404 404 404 200 404 404 404 404 403 404 404 404 404 404 404 404
documents:job             POST   all 405
documents:job_result      GET    in  in  403 403 404 404 404 200 404 404 404 404 403 404 404 404 404 404 404 404
documents:job_result      POST   all 405
documents:thumbnail       GET    in  in  403 403 200 404 404 200 200 404 200 404 403 404 404 404 404 404 404 404
documents:thumbnail       POST   all 405
policies:regime           GET    all 200
policies:regime           POST   all 405
policies:regimes          GET    all 200
policies:regimes          POST   all 405
supervision:dashboard     GET    in  in  403 403 403 403 403 403 403 403 200 200 403 403 403 403 403 403 403 200
supervision:dashboard     POST   all 405
supervision:health        GET    all 200
supervision:health        POST   all 405
supervision:operator      GET    in  in  403 403 403 403 403 403 403 403 403 403 200 403 403 403 403 403 403 403
supervision:operator      POST   all 405
supervision:set_clock     GET    all 405
supervision:set_clock     POST   in  in  403 403 403 403 403 403 403 403 403 403 422 403 403 403 403 403 403 403
supervision:terms         GET    in  in  403 403 403 403 403 403 403 403 200 200 403 403 403 403 403 403 403 200
supervision:terms         POST   all 405
supervision:terms_export  GET    in  in  403 403 403 403 403 403 403 403 200 200 403 403 403 403 403 403 403 200
supervision:terms_export  POST   all 405
ui:gallery                GET    all 200
ui:gallery                POST   all 405
ui:home                   GET    in  in  in  in  302 302 302 302 302 200 302 302 302 302 302 302 302 302 200 302
ui:home                   POST   all 405
ui:language               GET    all 405
ui:language               POST   all 302
ui:preference             GET    all 405
ui:preference             POST   all 400
"""


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
    for line in TABLE.strip().splitlines()[1:]:
        route, method, *statuses = line.split()
        found.append((route, method, statuses[1:] * len(COLUMNS) if statuses[0] == "all" else statuses))
    return found


def cells() -> list[Cell]:
    return [
        Cell(route, method, person, status)
        for route, method, statuses in rows()
        for (person, _), status in zip(COLUMNS.values(), statuses, strict=True)
    ]
