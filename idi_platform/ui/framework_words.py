"""What Django's forms say by themselves and the Chinese catalogue says in our words; nothing imports this."""

from django.utils.translation import gettext_noop, ngettext_lazy

REQUIRED = gettext_noop("This field is required.")
NO_URL = gettext_noop("Enter a valid URL.")
NO_EMAIL = gettext_noop("Enter a valid email address.")
TOO_LONG = ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)
TOO_SHORT = ngettext_lazy(
    "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)
PASSWORD_TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
PASSWORD_LENGTH = ngettext_lazy(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
    "min_length",
)
PASSWORD_SIMILAR = gettext_noop("The password is too similar to the %(verbose_name)s.")
PASSWORD_UNLIKE = gettext_noop("Your password can’t be too similar to your other personal information.")
PASSWORD_COMMON = gettext_noop("This password is too common.")
PASSWORD_UNCOMMON = gettext_noop("Your password can’t be a commonly used password.")
