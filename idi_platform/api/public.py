"""What other apps may use of the API kernel: the bases of their `api/` packages."""

from .fields import Moment
from .paging import Keyset
from .views import CommandView, DetailView, ListView, RowsView

__all__ = ["CommandView", "DetailView", "Keyset", "ListView", "Moment", "RowsView"]
