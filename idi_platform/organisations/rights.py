"""The rights over an organisation's people, certificates and cities."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Right, Role, declare_right

from .constants import STAFF, SuccessionState

_ORGANISATION = _("Organisation")
_OWN = _("Only of one's own organisation")
_ADMINISTRATORS = (Role.ORG_ADMIN,)

MANAGE_PEOPLE = declare_right(
    Right(
        code="organisations.people",
        subject=_ORGANISATION,
        label=_("Invite people, give them roles, end memberships"),
        roles=_ADMINISTRATORS,
        note=_("Only of one's own organisation, never of oneself"),
    )
)
READ_RECORD = declare_right(
    Right(
        code="organisations.record",
        subject=_ORGANISATION,
        label=_("Read the organisation's record"),
        roles=_ADMINISTRATORS,
        note=_OWN,
    )
)
READ_ORGANISATION = declare_right(
    Right(
        code="organisations.read",
        subject=_ORGANISATION,
        label=_("Read an organisation's dossier and certificates"),
        roles=STAFF,
        note=_("One's own; the bureau those of its city"),
    )
)
MANAGE_SIGN_IN = declare_right(
    Right(
        code="organisations.sign_in",
        subject=_ORGANISATION,
        label=_("Enter the identity provider where one's people sign in"),
        roles=_ADMINISTRATORS,
        note=_OWN,
    )
)
CONFIRM_SIGN_IN = declare_right(
    Right(
        code="organisations.confirm_sign_in",
        subject=_ORGANISATION,
        label=_("Confirm that the provider's second factor is enough"),
        roles=_ADMINISTRATORS,
        note=_OWN,
        second_to=("organisations.sign_in",),
    )
)
KEEP_CERTIFICATES = declare_right(
    Right(
        code="organisations.certificates",
        subject=_ORGANISATION,
        label=_("Enter certificates and statements"),
        roles=_ADMINISTRATORS,
        note=_OWN,
    )
)
APPLY = declare_right(
    Right(
        code="organisations.apply",
        subject=_ORGANISATION,
        label=_("Apply to work in another city"),
        roles=_ADMINISTRATORS,
        note=_OWN,
    )
)
DECIDE = declare_right(
    Right(
        code="organisations.decide",
        subject=_ORGANISATION,
        label=_("Decide on an application to work in the city"),
        roles=(Role.BUREAU,),
        note=_("Only for the whole city, and never on the application of one's own body"),
    )
)
READ_SUCCESSIONS = declare_right(
    Right(
        code="organisations.successions",
        subject=_ORGANISATION,
        label=_("Read which organisation takes whose place"),
        roles=(Role.BUREAU, Role.ORG_ADMIN),
        note=_("One's own; the bureau those of its city"),
    )
)
PROPOSE_SUCCESSION = declare_right(
    Right(
        code="organisations.propose_succession",
        subject=_ORGANISATION,
        label=_("Propose that one organisation take another's place: merger, change of name, division, insolvency"),
        roles=_ADMINISTRATORS,
        note=_("Only where one's own organisation is one of the two"),
    )
)
CONFIRM_SUCCESSION = declare_right(
    Right(
        code="organisations.confirm_succession",
        subject=_ORGANISATION,
        label=_("Confirm or refuse that it does"),
        roles=(Role.BUREAU,),
        states=(SuccessionState.PROPOSED.label,),
        note=_("Only for the whole city, and never of one's own body"),
        second_to=("organisations.propose_succession",),
    )
)
SHARE_WORK = declare_right(
    Right(
        code="organisations.work",
        subject=_ORGANISATION,
        label=_("Put somebody in charge of a case, enter leave with a deputy"),
        roles=STAFF,
        note=_OWN,
    )
)
HAND_OVER = declare_right(
    Right(
        code="organisations.hand_over",
        subject=_ORGANISATION,
        label=_("Hand somebody's work over to a successor"),
        roles=_ADMINISTRATORS,
        note=_OWN,
    )
)
