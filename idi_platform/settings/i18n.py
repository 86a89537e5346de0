"""Chinese first, English at a switch; dates and legal days in one time zone."""

LANGUAGE_CODE = "zh-hans"
# Each language by its own name: never translated, a reader looks for the word they can read.
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "idi_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
# Django finds <app>/locale by itself; manage.py messages says which text belongs to which app.
USE_I18N = True
FORMAT_MODULE_PATH = "idi_platform.ui.locale_formats"

TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
