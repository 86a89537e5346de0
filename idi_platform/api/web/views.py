"""The document of the API, for programs and for people."""

from csp.decorators import csp_update
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

schema = require_safe(SpectacularAPIView.as_view())
# Swagger UI writes styles into its page; the rest of the site allows none.
docs = require_safe(
    csp_update({"style-src": ["'unsafe-inline'"]})(SpectacularSwaggerSplitView.as_view(url_name="api:schema"))
)
