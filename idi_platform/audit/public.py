"""What other apps may use of audit."""

from .models import Event
from .services import JSONValue, record

__all__ = ["Event", "JSONValue", "record"]
