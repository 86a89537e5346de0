"""The rights of the three administrators of the platform."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import PLATFORM_ROLES, Right, Role, declare_right

from .models import ProposalState

_PLATFORM = _("Platform")
_REGISTER = _("People and organisations of the platform")
_CITIES = _("Cities and districts")
_PROPOSALS = _("Proposals of the operator")
_RECORD = _("Record")
_READERS = (Role.OPERATOR, Role.SECURITY_ADMIN)

READ_DUTIES = declare_right(
    Right(
        code="operations.duties",
        subject=_PLATFORM,
        label=_("See which administrator does what"),
        roles=PLATFORM_ROLES,
    )
)
RUN_PLATFORM = declare_right(
    Right(
        code="operations.run",
        subject=_PLATFORM,
        label=_("Watch the platform's health, hand messages out again, move a demo's clock"),
        roles=(Role.OPERATOR,),
        note=_("Sees no case file"),
    )
)
READ_CITIES = declare_right(
    Right(code="operations.cities", subject=_CITIES, label=_("Read the cities and their districts"), roles=_READERS)
)
WRITE_CITIES = declare_right(
    Right(
        code="operations.write_cities",
        subject=_CITIES,
        label=_("Enter a city; enter, rename and end districts"),
        roles=(Role.OPERATOR,),
        note=_("A city is entered closed"),
    )
)
READ_PEOPLE = declare_right(
    Right(
        code="operations.people",
        subject=_REGISTER,
        label=_("Find people over all cities and read their memberships"),
        roles=_READERS,
        note=_("Telephone numbers masked"),
    )
)
KEEP_OUT = declare_right(
    Right(
        code="operations.keep_out",
        subject=_REGISTER,
        label=_("Keep a person out, let them in again, sign them out, take a lost second factor away"),
        roles=(Role.SECURITY_ADMIN,),
        note=_("With a reason; never oneself"),
    )
)
ACT_AS = declare_right(
    Right(
        code="operations.act_as",
        subject=_REGISTER,
        label=_("Look at the portal as somebody, for support: pages only, for a short time"),
        roles=(Role.OPERATOR,),
        note=_("With a reason; never as one of the platform's people; told to the person and their administrator"),
    )
)
READ_ORGANISATIONS = declare_right(
    Right(
        code="operations.organisations",
        subject=_REGISTER,
        label=_("Find organisations over all cities and read their members"),
        roles=_READERS,
    )
)
WRITE_ORGANISATIONS = declare_right(
    Right(
        code="operations.write_organisations",
        subject=_REGISTER,
        label=_("Enter and correct organisations"),
        roles=(Role.OPERATOR,),
    )
)
CONFIRM_SIGN_IN = declare_right(
    Right(
        code="operations.confirm_sign_in",
        subject=_REGISTER,
        label=_("Confirm that the second factor of an organisation's provider is enough"),
        roles=(Role.OPERATOR,),
        note=_("Only where the organisation has no other administrator than who declared it"),
    )
)
READ_PROPOSALS = declare_right(
    Right(code="operations.proposals", subject=_PROPOSALS, label=_("Read what was asked and decided"), roles=_READERS)
)
ASK_CITY = declare_right(
    Right(
        code="operations.ask_city",
        subject=_PROPOSALS,
        label=_("Ask that a city be opened or closed"),
        roles=(Role.OPERATOR,),
    )
)
ASK_CALENDAR = declare_right(
    Right(
        code="operations.ask_calendar",
        subject=_PROPOSALS,
        label=_("Ask that a year follow the State Council's notice"),
        roles=(Role.OPERATOR,),
    )
)
ASK_MERGE = declare_right(
    Right(
        code="operations.ask_merge",
        subject=_PROPOSALS,
        label=_("Ask that duplicates be merged"),
        roles=(Role.OPERATOR,),
    )
)
ASK_ADMINISTRATOR = declare_right(
    Right(
        code="operations.ask_administrator",
        subject=_PROPOSALS,
        label=_("Ask for a new administrator of the platform"),
        roles=(Role.OPERATOR,),
    )
)
ASK_RESET = declare_right(
    Right(
        code="operations.ask_reset",
        subject=_PROPOSALS,
        label=_("Ask that an administrator of the platform enrol a new second factor"),
        roles=(Role.OPERATOR,),
        note=_("Never for oneself"),
    )
)
DECIDE = declare_right(
    Right(
        code="operations.decide",
        subject=_PROPOSALS,
        label=_("Approve or refuse what was asked"),
        roles=(Role.SECURITY_ADMIN,),
        states=(ProposalState.OPEN.label,),
        second_to=(
            "operations.ask_city",
            "operations.ask_calendar",
            "operations.ask_merge",
            "operations.ask_administrator",
            "operations.ask_reset",
        ),
    )
)
SEARCH_RECORD = declare_right(
    Right(
        code="operations.search_record",
        subject=_RECORD,
        label=_("Search the record of a city, and take it away as a file"),
        roles=(Role.AUDIT_ADMIN,),
        note=_("With a reason; each search is on record, contents are masked"),
    )
)
READ_VERSIONS = declare_right(
    Right(
        code="operations.versions",
        subject=_RECORD,
        label=_("See what a row was before each change, and take it away as a file"),
        roles=(Role.AUDIT_ADMIN,),
        note=_("With a reason; each search is on record, personal data is masked"),
    )
)
VERIFY_RECORD = declare_right(
    Right(
        code="operations.verify",
        subject=_RECORD,
        label=_("See the chains and have them verified"),
        roles=(Role.AUDIT_ADMIN,),
    )
)
