"""Static files under names that carry their content's hash, each with a gzip twin."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class BuiltFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is published without types
    """A page whose style sheet was not built is better than no page: an unknown file keeps its plain name."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
