"""What other apps may use of audit."""

from .models import Event
from .services import JSONValue, record
from .visibility import register_dossier_sight

__all__ = ["Event", "JSONValue", "record", "register_dossier_sight"]
