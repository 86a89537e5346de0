"""Signing in: allauth's stages, second factors, lockout, limits of a session. The numbers are ours, not the law's."""

import os
from datetime import timedelta

from idi_platform.embedded.connections import redis_client_url

from .environment import listed, secret

SIGNIN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "axes",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "idi_platform.accounts.signin.backend.PersonBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "ui:home"
LOGOUT_REDIRECT_URL = "account_login"

# Rates are counted in Redis. While it is away signing in goes on: axes counts in PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "idi_platform.accounts.signin.cache.ForgivingRedisCache",
        "LOCATION": redis_client_url(),
        "KEY_PREFIX": "idi",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}

ACCOUNT_ADAPTER = "idi_platform.accounts.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Our sign-in page sends on whoever is signed in: a person without a membership must see the form, or walk in a circle.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# From the password to the end of the second factor, enrolment with a telephone at hand included.
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
# By address: an office comes to work at once. Guesses at one code by person, whatever the address.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "60/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ACCOUNT_FORMS = {
    "change_password": "idi_platform.accounts.web.forms.ChangePasswordForm",
    "reauthenticate": "idi_platform.accounts.web.forms.ConfirmPasswordForm",
}

SOCIALACCOUNT_ADAPTER = "idi_platform.accounts.signin.oidc.adapters.SocialAdapter"
# The page that leads there is a link: a form would be stopped by our own form-action. `state` guards the way back.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
# Hosts (with port) of identity providers inside the operator's own network: asked over http too, wherever they lead.
OIDC_LOCAL_HOSTS = listed("IDI_OIDC_LOCAL_HOSTS", "")

MFA_ADAPTER = "idi_platform.accounts.signin.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "idi_platform.accounts.web.factor_forms.AddAppForm",
    "authenticate": "idi_platform.accounts.web.factor_forms.CodeForm",
    "reauthenticate": "idi_platform.accounts.web.factor_forms.ConfirmCodeForm",
    "authenticate_webauthn": "idi_platform.accounts.web.factor_forms.PasskeyForm",
    "login_webauthn": "idi_platform.accounts.web.factor_forms.SignInByPasskeyForm",
    "reauthenticate_webauthn": "idi_platform.accounts.web.factor_forms.ConfirmPasskeyForm",
    "add_webauthn": "idi_platform.accounts.web.factor_forms.AddPasskeyForm",
    "edit_webauthn": "idi_platform.accounts.web.factor_forms.RenamePasskeyForm",
}
# The pages that change factors carry our own step-up (accounts.public.recently_confirmed).
MFA_REAUTHENTICATION_REQUIRED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# One step to either side: clocks of telephones drift by less than half a minute.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Newest first, separated by spaces: to rotate, put a new one in front and run ./idi manage rotate_factor_secrets.
SECOND_FACTOR_KEYS = secret("IDI_SECOND_FACTOR_KEYS", "second_factor_keys").split()

AXES_HANDLER = "idi_platform.accounts.signin.lockout.GrowingWaitHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "idi_platform.accounts.signin.addresses.lockout_address"
# Wrong answers that cost nothing; each one after them doubles the wait, from one minute to an hour.
AXES_FAILURE_LIMIT = 5
LOCKOUT_FIRST_WAIT = timedelta(minutes=1)
LOCKOUT_LONGEST_WAIT = timedelta(hours=1)
# After a quiet day all is forgotten.
AXES_COOLOFF_TIME = timedelta(days=1)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# The sign-in form says itself how long to wait, in place of the page axes's middleware would put there.
SIGNIN_SILENCED_CHECKS = ["axes.W002"]

# A desk that was left, and a working day with its overtime; an owner comes back about one claim for months.
STAFF_IDLE_LIMIT = timedelta(minutes=30)
STAFF_ABSOLUTE_LIMIT = timedelta(hours=12)
OWNER_IDLE_LIMIT = timedelta(days=30)
OWNER_ABSOLUTE_LIMIT = timedelta(days=90)
# Owners' one-time codes by text message (docs/howto/owner-sign-in.md).
OWNER_CODE_LASTS = timedelta(minutes=5)
OWNER_CODE_TRIES = 5
# Codes an hour by one number at one address, and by an address whatever the number: carriers share theirs.
OWNER_CODES_BY_NUMBER_AND_ADDRESS = 5
OWNER_CODES_BY_ADDRESS = 200
# Codes a day to one number from browsers that never signed in with it: so many strangers can make it ring.
OWNER_CODES_BY_NUMBER = 20
OWNER_BROWSER_KNOWN = timedelta(days=400)
# After the code of a new number: how long, and how often, name and document may be tried.
OWNER_PROOF_LASTS = timedelta(minutes=15)
OWNER_PROOF_TRIES = 5
OWNER_PROOF_TRIES_A_DAY = 10
# A number quiet for longer may be somebody else's: name and document are asked again. Carriers wait ninety days.
OWNER_NUMBER_TRUSTED = timedelta(days=90)
# What every text message names as ours; the state's own service line unless the installation says another.
OFFICIAL_HOTLINE = os.environ.get("IDI_HOTLINE") or "12345"
# How long an operator may look at the portal as another person, for support; a new reason is asked after that.
ACT_AS_LASTS = timedelta(minutes=30)
# How long a password or factor stands for a sensitive act.
CONFIRMATION_LASTS = timedelta(minutes=10)
