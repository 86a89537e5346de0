"""Templates, static files and the content security policy of every page."""

from csp.constants import NONE, SELF

from .environment import BASE_DIR as BASE_DIR
from .environment import VAR_DIR
from .security import DEBUG
from .storage import STORAGES as FILE_STORAGES

TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": TEMPLATE_LOADERS if DEBUG else [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "idi_platform.ui.templatetags.ui",
                "idi_platform.mydata.templatetags.personal",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "idi_platform.ui.context.shell",
            ],
        },
    }
]
# A component sees its attributes and the request, never its caller's variables.
COTTON_ISOLATE_BY_DEFAULT = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# manage.py assets builds into the folder of the app `ui`, where the finder of app folders meets it.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STORAGES = {**FILE_STORAGES, "staticfiles": {"BACKEND": "idi_platform.ui.storage.BuiltFilesStorage"}}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_USE_FINDERS = DEBUG

# Nothing inline anywhere: no script, no style, no event attribute. blob: is the preview of a photograph not yet sent.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

CSRF_FAILURE_VIEW = "idi_platform.ui.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
