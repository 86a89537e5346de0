"""Refusals of the operator's site."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotYours(DomainError):
    code = "not_your_duty"
    message = _("This is another administrator's duty.")


class SecondPersonNeeded(DomainError):
    code = "second_person_needed"
    message = _("This is an administrator of the platform. The operator asks for it, you decide.")


class OneselfDisabled(DomainError):
    code = "oneself"
    message = _("Nobody disables themselves.")


class LastOfItsRole(DomainError):
    code = "last_of_its_role"
    message = _("This is the last person of a platform role who can sign in. Add another first.")


class NothingChanged(DomainError):
    code = "nothing_changed"
    message = _("It is so already.")


class NoSuchDivision(DomainError):
    code = "no_such_division"
    message = _("GB/T 2260 has no such division in force.")


class CityKnown(DomainError):
    code = "city_known"
    message = _("There is a city with this code already.")


class DistrictKnown(DomainError):
    code = "district_known"
    message = _("The city has a district with this code in that time already.")


class NotInCity(DomainError):
    code = "not_in_city"
    message = _("This division does not lie in the city.")


class PeriodWrong(DomainError):
    code = "period_wrong"
    message = _("The day must lie after the day it began, and before it ended.")


class CityHasOpenTerms(DomainError):
    code = "city_has_open_terms"
    message = _("Legal terms still run in this city. It closes when the last has ended.")


class NotTheSameKind(DomainError):
    code = "not_the_same_kind"
    message = _("These two cannot be one: choose two different people, or two bodies of the same kind.")


class CannotBeMerged(DomainError):
    code = "cannot_be_merged"
    message = _("What the two have cannot be brought together. Mend the row named, then ask again.")


class UserNameTaken(DomainError):
    code = "user_name_taken"
    message = _("Somebody has this user name already.")


class HoldsAnotherRole(DomainError):
    code = "holds_another_role"
    message = _("This person already holds one of the platform's three roles.")


class CodeTaken(DomainError):
    code = "uscc_taken"
    message = _("Another organisation has this unified social credit code.")


class CodeWrong(DomainError):
    code = "uscc_wrong"
    message = _("This is no unified social credit code: its check digit is wrong.")
