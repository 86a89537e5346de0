"""The rights over what is kept of people."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, Role, declare_right

_PERSONAL_DATA = _("Personal data")
_OWN = _("Only one's own")

READ_OWN = declare_right(
    Right(
        code="mydata.own",
        subject=_PERSONAL_DATA,
        label=_("See what is kept of oneself, take it away as a file, take a consent back"),
        roles=CITY_ROLES,
        note=_OWN,
        is_private=True,
    )
)
RECORD_DOCUMENT = declare_right(
    Right(
        code="mydata.document",
        subject=_PERSONAL_DATA,
        label=_("Record one's identity document"),
        roles=(Role.OWNER,),
        note=_OWN,
        is_private=True,
    )
)
ASK_ERASURE = declare_right(
    Right(
        code="mydata.ask_erasure",
        subject=_PERSONAL_DATA,
        label=_("Ask that it be erased, and take that back"),
        roles=CITY_ROLES,
        note=_OWN,
        is_private=True,
    )
)
CARRY_OUT_ERASURE = declare_right(
    Right(
        code="mydata.erase",
        subject=_PERSONAL_DATA,
        label=_("Carry out an erasure"),
        roles=(Role.SECURITY_ADMIN,),
        note=_("After the wait; nothing under a legal hold, nothing that the law has kept"),
        second_to=("mydata.ask_erasure",),
    )
)
KEEP_HOLDS = declare_right(
    Right(
        code="mydata.holds",
        subject=_PERSONAL_DATA,
        label=_("Read requests for erasure; place and lift a legal hold"),
        roles=(Role.SECURITY_ADMIN,),
    )
)
READ_RETENTION = declare_right(
    Right(
        code="mydata.retention",
        subject=_PERSONAL_DATA,
        label=_("See what comes to the end of its retention and what was erased after it"),
        roles=(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
        note=_("Counts, keys and digests; no contents"),
    )
)
REVEAL = declare_right(
    Right(
        code="mydata.reveal",
        subject=_PERSONAL_DATA,
        label=_("Have one masked field shown"),
        roles=(Role.ADJUSTER, Role.INSURER_MANAGER, Role.BUREAU, Role.ORG_ADMIN),
        note=_("Only fields that the register names for the role, with a reason; each look is on record"),
        is_private=True,
    )
)
