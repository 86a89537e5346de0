"""Where uploads lie: outside every folder that a web server shows; only the documents view hands them out."""

from .environment import VAR_DIR

MEDIA_ROOT = VAR_DIR / "uploads"
MEDIA_URL = ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
