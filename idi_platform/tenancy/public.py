"""What other apps may use of tenancy."""

from .actor import SYSTEM_ROLE, Actor, acting_as, current_actor, has_actor, system_actor
from .clock import business_now, clock_offset, database_now, move_clock
from .constraints import CompositeForeignKey
from .errors import DomainError, NoActor, TenantQueryOutsideTransaction
from .fields import TenantForeignKey, TenantOneToOneField
from .ids import uuid7
from .models import BilingualName, City, District, TenantModel, TenantQuerySet, TenantRow
from .origin import LONGEST as LONGEST_ORIGIN
from .origin import OriginKind, coming_from
from .tasks import tenant_work
from .two_people import (
    MovedOn,
    NotTheAsker,
    OneWaits,
    SamePerson,
    decide,
    move_on,
    require_another_person,
    require_asker,
)
from .uniqueness import unless_taken
from .wall import Wall, is_tenant

__all__ = [
    "LONGEST_ORIGIN",
    "SYSTEM_ROLE",
    "Actor",
    "BilingualName",
    "City",
    "CompositeForeignKey",
    "District",
    "DomainError",
    "MovedOn",
    "NoActor",
    "NotTheAsker",
    "OneWaits",
    "OriginKind",
    "SamePerson",
    "TenantForeignKey",
    "TenantModel",
    "TenantOneToOneField",
    "TenantQueryOutsideTransaction",
    "TenantQuerySet",
    "TenantRow",
    "Wall",
    "acting_as",
    "business_now",
    "clock_offset",
    "coming_from",
    "current_actor",
    "database_now",
    "decide",
    "has_actor",
    "is_tenant",
    "move_clock",
    "move_on",
    "require_another_person",
    "require_asker",
    "system_actor",
    "tenant_work",
    "unless_taken",
    "uuid7",
]
