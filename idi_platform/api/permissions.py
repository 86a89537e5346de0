"""Which roles may call a view: declared on the view, as `require_role` does for pages."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from idi_platform.tenancy.public import current_actor, has_actor


class RolesOnly(BasePermission):
    """`view.roles` names who may call; a view that names nobody is everybody's (`None`) or nobody's (empty)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if view.roles is None:
            return True
        return bool(request.user) and has_actor() and current_actor().role in view.roles
