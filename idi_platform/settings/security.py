"""Browser and session defences. Plain HTTP must be asked for (IDI_PLAIN_HTTP=1, as the demo on localhost does)."""

import os

from .environment import listed, secret, switch

SECRET_KEY = secret("IDI_SECRET_KEY", "django_secret")
# Of sealed fields, the first in use, and of their blind index (idi_platform/privacy/keys.py).
FIELD_KEYS = secret("IDI_FIELD_KEYS", "field_keys")
INDEX_KEY = secret("IDI_INDEX_KEY", "index_key")
DEBUG = switch("IDI_DEBUG")
ALLOWED_HOSTS = listed("IDI_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("IDI_TRUSTED_ORIGINS", "")

PLAIN_HTTP = switch("IDI_PLAIN_HTTP")
# Where readers of a printed letter find the check page; letters keep the address of the day they were issued on.
_LOCAL_ADDRESS = f"http://localhost:{os.environ.get('PORT', '8000')}"
PUBLIC_ADDRESS = (
    os.environ.get("IDI_PUBLIC_ADDRESS") or (_LOCAL_ADDRESS if PLAIN_HTTP else f"https://{ALLOWED_HOSTS[0]}")
).rstrip("/")
# Of letters, by one address: enough for an office with a pile of them. Ours, not the law's.
CHECKS_A_MINUTE = 30
# Of the API, by one address that is not signed in: ten a second. Ours, not the law's.
STRANGERS_A_MINUTE = 600
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SESSION_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switch("IDI_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Cookies do not tell ports apart: two demos on one host would sign each other out.
SESSION_COOKIE_NAME = f"idi_session_{os.environ.get('PORT', '8000')}"
CSRF_COOKIE_NAME = f"idi_csrf_{os.environ.get('PORT', '8000')}"
# Before signing in; afterwards the limits of settings/signin.py.
SESSION_COOKIE_AGE = 12 * 3600

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A report with all its photographs in one form, sent without script.
LARGEST_BODY = 128 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"redacting": {"()": "idi_platform.logs.Redacting"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["redacting"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("IDI_LOG_LEVEL", "INFO")},
    # One greets on every import, one tells seven steps of every letter, one four of every sign-in.
    "loggers": {name: {"level": "WARNING"} for name in ("pikepdf", "weasyprint.progress", "axes")},
}
