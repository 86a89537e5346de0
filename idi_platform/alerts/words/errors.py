"""Refusals about the words of messages."""

from collections.abc import Sequence
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError

from .checking import Problem


class WordsRefused(DomainError):
    """`problems` holds all of them; message and field are those of the first."""

    code = "words_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].message, field=problems[0].field)
        self.problems = problems


class NothingNew(DomainError):
    code = "nothing_new"
    message = _("These words are in force already.")


class NoAddress(DomainError):
    code = "no_address"
    message = _("You have no e-mail address or proven number here, or this installation does not send by this channel.")


class TooManyTests(DomainError):
    code = "too_many_tests"
    status = HTTPStatus.TOO_MANY_REQUESTS
    message = _("That is enough test messages for an hour.")


class NotTaken(DomainError):
    """`rule` is what the channel answered."""

    code = "not_taken"
    message = _("The channel did not take the test message.")
