"""Programs that call the API for an organisation, and their keys."""

from .client import ApiClient, ApiKey

__all__ = ["ApiClient", "ApiKey"]
