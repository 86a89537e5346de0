"""Why a provider cannot be used, or lets somebody not in."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class ProviderUnreachable(DomainError):
    code = "provider_unreachable"
    message = _("The provider does not answer at this address, or leads elsewhere. Check the issuer.")


class AddressNotAllowed(DomainError):
    code = "address_not_allowed"
    message = _("Only https addresses on the public internet are asked.")


class NotAProvider(DomainError):
    code = "not_a_provider"
    message = _("What answers there is no OpenID Connect provider, or its description lacks something.")


class OtherIssuer(DomainError):
    code = "other_issuer"
    message = _("The provider calls itself by another address. Copy the issuer exactly.")


class SignInBroken(DomainError):
    code = "sign_in_broken"
    message = _("The sign-in at your organisation did not work. Start again; if it stays so, tell your administrator.")


class SignInCancelled(DomainError):
    code = "sign_in_cancelled"
    message = _("You cancelled the sign-in at your organisation.")


class NobodyHere(DomainError):
    code = "nobody_here"
    message = _(
        "Your organisation's sign-in belongs to nobody here. Sign in with your password and link it under “Sign-in and "
        "security”, or ask your organisation's administrator."
    )


class EmailNotVerified(DomainError):
    code = "email_not_verified"
    message = _("Your organisation does not vouch for your e-mail address. Sign in with your password and link it.")


class WorksElsewhereToo(DomainError):
    code = "works_elsewhere_too"
    message = _("You also have a role outside this organisation. Sign in with your password.")


class LinkedAlready(DomainError):
    code = "linked_already"
    message = _("This sign-in, or your account, is linked to another already. Ask your organisation's administrator.")
