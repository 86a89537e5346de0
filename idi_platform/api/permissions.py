"""Who may call a view: by the rights that it declares, as `require_right` does for pages; and a program's scope."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from idi_platform.accounts.public import roles_of
from idi_platform.tenancy.public import current_actor, has_actor

from .models import ApiKey
from .scopes import needed_scope


class RightsOnly(BasePermission):
    """`view.rights`: a caller must hold one of them. None is everybody's; a view that names nothing is nobody's."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if view.rights is None:
            return True
        return bool(request.user) and has_actor() and current_actor().role in roles_of(view.rights)


class ScopesOnly(BasePermission):
    """A program calls what its scopes name, and never what a person must answer for (`view.is_personal`)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if view.rights is None or not isinstance(request.auth, ApiKey):
            return True
        needed = needed_scope(type(view), view.access(str(request.method)))
        return not view.is_personal and needed is not None and needed in request.auth.client.scopes
