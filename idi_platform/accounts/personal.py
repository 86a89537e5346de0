"""What accounts keeps of people."""

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import Basis, DataKind, PersonalField, PersonalTable, register_personal

from .models import User


def _nobodys_name(user: User) -> str:
    """A user name that tells of nobody, for each another."""
    return f"erased-{user.pk}"


def _nobody(link: SocialAccount) -> str:
    """What no provider calls anybody, for each another."""
    return f"erased-{link.pk}"


def _no_password(_user: User) -> str:
    """What no password matches."""
    return make_password(None)


register_personal(
    PersonalTable(
        model="accounts.User",
        person="pk",
        purpose=_("To sign you in, to reach you about your home, and to say who did what."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_("The people of the insurer, the developer and the bureau who work on your case; others see masks."),
        follows=True,
        fields=(
            PersonalField("username", _("User name"), DataKind.TECHNICAL, empty=_nobodys_name),
            PersonalField("full_name", _("Full name"), DataKind.NAME, empty="–"),
            PersonalField("phone", _("Mobile number"), DataKind.PHONE),
            PersonalField("email", _("E-mail address"), DataKind.EMAIL),
            PersonalField("password", _("Password"), DataKind.TECHNICAL, empty=_no_password, is_exported=False),
            PersonalField("is_active", _("Whether you may sign in"), DataKind.TECHNICAL, empty=False),
        ),
    )
)
register_personal(
    PersonalTable(
        model="accounts.UserHistory",
        person="id",
        purpose=_("To show who changed what about your account, and when."),
        basis=Basis.DUTY,
        retention="account",
        seen_by=_("The audit administrator, with masks."),
        follows=True,
        fields=(
            PersonalField("username", _("Earlier user name"), DataKind.TECHNICAL, empty=None),
            PersonalField("full_name", _("Earlier name"), DataKind.NAME, empty=None),
            PersonalField("phone", _("Earlier mobile number"), DataKind.PHONE, empty=None),
            PersonalField("email", _("Earlier e-mail address"), DataKind.EMAIL, empty=None),
        ),
    )
)
register_personal(
    PersonalTable(
        model="accounts.IdentityDocument",
        person="user",
        purpose=_("To prove that a home is yours when you sign in or claim."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_("Nobody plainly. The insurer's people may ask for it with a reason, which is written down."),
        follows=True,
        fields=(
            PersonalField("number", _("Number of the identity document"), DataKind.DOCUMENT),
            PersonalField(
                "number_index", _("Search value of that number"), DataKind.TECHNICAL, empty=None, is_exported=False
            ),
        ),
    )
)
register_personal(
    PersonalTable(
        model="outbox.Job",
        person="created_by_id",
        purpose=_("To write a list or your own data as a file when you ask for it."),
        basis=Basis.CONSENT,
        retention="convenience",
        seen_by=_("You alone."),
        fields=(
            PersonalField("parameters", _("What the file was asked for with"), DataKind.TECHNICAL, empty={}),
            PersonalField("result", _("Files you asked for"), DataKind.FILE, is_exported=False),
        ),
    )
)
register_personal(
    PersonalTable(
        model="sessions.Session",
        person="",
        purpose=_("To keep you signed in on a device."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_("Nobody."),
        is_erased=False,
        fields=(PersonalField("session_data", _("Your signed-in devices"), DataKind.TECHNICAL),),
    )
)
register_personal(
    PersonalTable(
        model="outbox.Replay",
        person="",
        purpose=_("To say who had a message sent again, and why."),
        basis=Basis.DUTY,
        retention="network_log",
        seen_by=_("The platform's operators."),
        is_erased=False,
        fields=(
            PersonalField("asked_by", _("Who had it sent again"), DataKind.NAME),
            PersonalField("reason", _("Why"), DataKind.WORDS),
        ),
    )
)
register_personal(
    PersonalTable(
        model="audit.Access",
        person="actor_user_id",
        purpose=_("To show who looked at whose data, and why."),
        basis=Basis.DUTY,
        retention="network_log",
        seen_by=_("The person whose data it was, the looker, and the audit administrator."),
        is_erased=False,
        fields=(PersonalField("reason", _("Why somebody looked"), DataKind.WORDS),),
    )
)
register_personal(
    PersonalTable(
        model="audit.Event",
        person="actor_user_id",
        purpose=_("To tell what happened in a case, by whom and when, so that it cannot be changed afterwards."),
        basis=Basis.DUTY,
        retention="audit_trail",
        seen_by=_("Whoever sees the case."),
        is_erased=False,
        fields=(PersonalField("payload", _("Reasons and words of a step; no names, no numbers"), DataKind.WORDS),),
    )
)
register_personal(
    PersonalTable(
        model="audit.Correction",
        person="asked_by",
        purpose=_("To say why an entry of a case file was wrong."),
        basis=Basis.DUTY,
        retention="audit_trail",
        seen_by=_("Whoever sees the case."),
        is_erased=False,
        fields=(PersonalField("reason", _("Why an entry was wrong"), DataKind.WORDS),),
    )
)
register_personal(
    PersonalTable(
        model="usersessions.UserSession",
        person="user",
        purpose=_("To show you where you are signed in."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_("You alone."),
        is_erased=False,
        fields=(
            PersonalField("ip", _("Network address of a device"), DataKind.TECHNICAL),
            PersonalField("user_agent", _("Browser of a device"), DataKind.TECHNICAL),
        ),
    )
)
register_personal(
    PersonalTable(
        model="mfa.Authenticator",
        person="user",
        purpose=_("To know your second factor when you sign in."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_("Nobody."),
        is_erased=False,
        fields=(PersonalField("data", _("Your second factors, sealed"), DataKind.TECHNICAL),),
    )
)
register_personal(
    PersonalTable(
        model="socialaccount.SocialAccount",
        person="user",
        purpose=_("To know you when your organisation's own sign-in names you."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_("Nobody."),
        fields=(
            PersonalField("uid", _("What your organisation's sign-in calls you"), DataKind.TECHNICAL, empty=_nobody),
            PersonalField("extra_data", _("What your organisation's sign-in told"), DataKind.TECHNICAL, empty={}),
        ),
    )
)
register_personal(
    PersonalTable(
        model="axes.AccessAttempt",
        person="",
        purpose=_("To slow down whoever guesses passwords."),
        basis=Basis.DUTY,
        retention="network_log",
        seen_by=_("Nobody."),
        is_erased=False,
        fields=(
            PersonalField("username", _("User name that was tried"), DataKind.TECHNICAL),
            PersonalField("ip_address", _("Network address of a device"), DataKind.TECHNICAL),
            PersonalField("user_agent", _("Browser of a device"), DataKind.TECHNICAL),
        ),
    )
)
register_personal(
    PersonalTable(
        model="accounts.PhoneNumber",
        person="user",
        purpose=_("To sign you in without a password."),
        basis=Basis.CONTRACT,
        retention="account",
        seen_by=_("You alone; others see masks."),
        follows=True,
        fields=(
            PersonalField("number", _("Mobile number that signs you in"), DataKind.PHONE),
            PersonalField(
                "number_index", _("Search value of that number"), DataKind.TECHNICAL, empty=None, is_exported=False
            ),
        ),
    )
)
register_personal(
    PersonalTable(
        model="accounts.PhoneCode",
        person="",
        purpose=_("To let in whoever holds a mobile number, and to slow down whoever guesses."),
        basis=Basis.CONTRACT,
        retention="network_log",
        seen_by=_("Nobody."),
        is_erased=False,
        fields=(
            PersonalField("number", _("Mobile number a code was sent to"), DataKind.PHONE),
            PersonalField("number_index", _("Search value of that number"), DataKind.TECHNICAL),
            PersonalField("address", _("Network address of a device"), DataKind.TECHNICAL),
            PersonalField("digest", _("Check value of a code"), DataKind.TECHNICAL),
        ),
    )
)
register_personal(
    PersonalTable(
        model="accounts.TextMessage",
        person="",
        purpose=_("To send you a text message."),
        basis=Basis.CONTRACT,
        retention="convenience",
        seen_by=_("You alone."),
        is_erased=False,
        fields=(
            PersonalField("number", _("Mobile number of a message"), DataKind.PHONE),
            PersonalField("text", _("Text of a message"), DataKind.WORDS),
        ),
    )
)
register_personal(
    PersonalTable(
        model="accounts.SupportLook",
        person="person",
        purpose=_("To show who of the platform looked at the portal as you, and why."),
        basis=Basis.DUTY,
        retention="account",
        seen_by=_("You, your organisation's administrator, and the administrators of the platform."),
        follows=True,
        fields=(PersonalField("reason", _("Reason of a look by support"), DataKind.WORDS, empty="–"),),
    )
)
