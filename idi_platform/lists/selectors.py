"""Reading saved views, viewer first."""

from idi_platform.tenancy.public import Actor

from .models import SavedView


def saved_views(viewer: Actor, list_key: str) -> list[SavedView]:
    """The viewer's own views of a list and those shared with them, by name. One query."""
    views = SavedView.objects.visible_to(viewer).filter(list_key=list_key)
    return list(views.select_related("user").order_by("name", "pk"))


def default_view(views: list[SavedView], viewer: Actor) -> SavedView | None:
    """The one of these that the viewer starts the list with."""
    starts = {view.default_at: view for view in views if view.default_at and view.user_id == viewer.user_id}
    return starts[max(starts)] if starts else None
