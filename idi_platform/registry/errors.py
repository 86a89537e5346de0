"""Refusals of the registry, each with its field and rule."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotYourHome(DomainError):
    code = "not_your_home"
    status = HTTPStatus.FORBIDDEN
    message = _("Only the people of the home's lead insurer may do this.")


class NotYourAuthority(DomainError):
    code = "not_your_authority"
    status = HTTPStatus.FORBIDDEN
    message = _("This authority is for the owner, the home's lead insurer or the bureau to record, confirm or end.")


class DistrictElsewhere(DomainError):
    code = "district_elsewhere"
    message = _("Choose a district of this city.")


class HomesMissing(DomainError):
    code = "homes_missing"
    message = _("Choose at least one home, or the common parts of a building, of one project.")


class HolderWrong(DomainError):
    code = "holder_wrong"
    message = _(
        "A property service contract goes to a property manager, a resolution to an owners' committee, the others to a "
        "person who is not the owner. Whoever built, inspected or insured the project acts for no owner."
    )


class NotTheirHome(DomainError):
    code = "not_their_home"
    message = _(
        "On that day the giver must own every home that is named. Common parts are given by the owners together."
    )


class PeriodWrong(DomainError):
    code = "period_wrong"
    message = _("The last day lies before the first.")


class AuthorityEnded(DomainError):
    code = "authority_ended"
    status = HTTPStatus.CONFLICT
    message = _("This authority is not in force: it has ended already.")


class OwnersMissing(DomainError):
    code = "owners_missing"
    message = _("Name at least one owner.")


class OwnerTwice(DomainError):
    code = "owner_twice"
    message = _("The same person is named twice.")


class SharesIncomplete(DomainError):
    code = "shares_incomplete"
    message = _("Give every owner a share so that they make one whole, or give none.")


class ChangesInOrder(DomainError):
    code = "changes_in_order"
    message = _("A change on or after this day is recorded already. Changes are recorded in their order.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Give the reason.")


class NameDiffers(DomainError):
    """Says nothing of whom the document belongs to."""

    code = "name_differs"
    message = _("Name and document number do not belong together. Copy both from the document.")
