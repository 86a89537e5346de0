"""Installed apps, lowest layer first, and the middleware chain."""

from .environment import DEMO
from .signin import SIGNIN_APPS, SIGNIN_SILENCED_CHECKS

KERNEL_APPS = [
    "idi_platform.tenancy",
    "idi_platform.ui",
    "idi_platform.audit",
    "idi_platform.outbox",
    "idi_platform.privacy",
    "idi_platform.accounts",
    "idi_platform.lists",
    "idi_platform.api",
    "idi_platform.dossiers",
    "idi_platform.documents",
    "idi_platform.organisations",
    "idi_platform.mydata",
    "idi_platform.registry",
    "idi_platform.hotline",
    "idi_platform.deadlines",
    "idi_platform.alerts",
]
DOMAIN_APPS = ["policies", "underwriting", "riskmgmt", "claims", "supervision", "operations"]
DEMO_APPS = ["demo"] if DEMO else []

INSTALLED_APPS = [
    *KERNEL_APPS,
    *DOMAIN_APPS,
    *DEMO_APPS,
    *SIGNIN_APPS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_filters",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "idi_platform.ui.middleware.ChosenLanguageMiddleware",
    "idi_platform.ui.middleware.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "idi_platform.tenancy.origin.OriginMiddleware",
    "idi_platform.accounts.middleware.SessionLimitMiddleware",
    "idi_platform.accounts.middleware.ActorMiddleware",
    "idi_platform.api.middleware.KeyMiddleware",
]

ROOT_URLCONF = "idi_platform.urls"
WSGI_APPLICATION = "idi_platform.wsgi.application"
AUTH_USER_MODEL = "accounts.User"

# The demo shows its sign-ins on the first screen and lets the operator move the business clock.
DEMO_MODE = DEMO

# guardian: its direct tables on the case file alone (idi_platform/dossiers). Nobody anonymous, no short cuts on models,
# and no backend, which is what its warning asks for: visibility.py is the only reader.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = GUARDIAN_MONKEY_PATCH_GROUP = False
SILENCED_SYSTEM_CHECKS = [*SIGNIN_SILENCED_CHECKS, "guardian.W001"]
