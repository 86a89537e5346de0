"""A person who signs in."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import history
from idi_platform.tenancy.public import Wall, uuid7

if TYPE_CHECKING:
    from .membership import Membership


@history(
    "username",
    "full_name",
    "phone",
    "email",
    "is_active",
    erasable=("username", "full_name", "phone", "email"),
)
class User(AbstractBaseUser, PermissionsMixin):
    """A person, or a program that acts like one and never signs in. What they may do stands in their memberships."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(_("user name"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    full_name = models.CharField(_("full name"), max_length=120)
    phone = models.CharField(_("mobile number"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    is_active = models.BooleanField(default=True)
    is_program = models.BooleanField(_("program"), default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    # A day and the memberships of that day, where the sign-in has read them already (selectors.own_memberships).
    memberships_on: "tuple[date, list[Membership]] | None" = None

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name
