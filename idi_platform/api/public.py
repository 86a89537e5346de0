"""What other apps may use of the API kernel: the bases of their `api/` packages."""

from .fields import JsonMoment, Moment
from .paging import Keyset
from .views import CommandView, DetailView, ListView

__all__ = ["CommandView", "DetailView", "JsonMoment", "Keyset", "ListView", "Moment"]
