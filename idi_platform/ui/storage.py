"""Static files under names that carry their content's hash, each with a gzip twin."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class BuiltFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is published without types
    """A page whose style sheet was not built is better than no page: an unknown file keeps its plain name."""

    manifest_strict = False

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Brotli is installed with WeasyPrint; here it would cost most of a minute for a few bytes."""
        return Compressor(**kwargs, use_brotli=False)

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
