"""Which roles may call a view, declared on it as `require_role` does for pages; and which scope a program needs."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from idi_platform.tenancy.public import current_actor, has_actor

from .models import ApiKey
from .scopes import needed_scope


class RolesOnly(BasePermission):
    """`view.roles` names who may call; a view that names nobody is everybody's (`None`) or nobody's (empty)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if view.roles is None:
            return True
        return bool(request.user) and has_actor() and current_actor().role in view.roles


class ScopesOnly(BasePermission):
    """A program calls what its scopes name, and never what a person must answer for (`view.is_personal`)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if view.roles is None or not isinstance(request.auth, ApiKey):
            return True
        needed = needed_scope(view, is_safe=request.method in SAFE_METHODS)
        return not view.is_personal and needed is not None and needed in request.auth.client.scopes
