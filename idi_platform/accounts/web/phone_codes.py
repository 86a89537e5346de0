"""A code of one purpose in this browser: asked for, waited for, answered."""

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from idi_platform.accounts.models import CodePurpose, PhoneCode
from idi_platform.accounts.owners.codes import TooManyCodes, ask_code, code_in, is_open, session_key, try_code
from idi_platform.accounts.owners.door import is_known_browser
from idi_platform.accounts.owners.texting import demo_messages
from idi_platform.accounts.signin.addresses import lockout_address
from idi_platform.accounts.signin.lockout import count_wrong_answer, forget_wrong_answers

from .forms import refuse_while_waiting

Context = dict[str, object]


def send_code(request: HttpRequest, form: forms.Form, number: str, purpose: CodePurpose) -> bool:
    """Sends one and binds it to this browser; False when the form says why not."""
    try:
        code = ask_code(
            number=number,
            purpose=purpose,
            address=lockout_address(request),
            is_known_browser=is_known_browser(request, number),
            at=timezone.now(),
        )
    except TooManyCodes as refused:
        form.add_error(None, str(refused))
        return False
    request.session[session_key(purpose)] = str(code.pk)
    return True


def waiting_code(request: HttpRequest, purpose: CodePurpose) -> PhoneCode | None:
    """The code that this browser asked for last."""
    return code_in(request.session, purpose)


def check_code(request: HttpRequest, form: forms.Form, code: PhoneCode) -> bool:
    """Whether the form's code is right; when not, the form says so, and it is counted by number and address."""
    name = f"phone {code.number_index}"
    try:
        refuse_while_waiting(request, name)
    except forms.ValidationError as waiting:
        form.add_error(None, waiting)
        return False
    at, purpose = timezone.now(), CodePurpose(code.purpose)
    if try_code(code_id=code.pk, purpose=purpose, given=form.cleaned_data["code"], at=at):
        forget_wrong_answers(request, name)
        return True
    count_wrong_answer(request, name)
    code.refresh_from_db()
    if is_open(code, at=at):
        form.add_error("code", _("This code is not right. Copy it from the newest message."))
    else:
        form.add_error(None, _("This code no longer holds. Have another one sent."))
    return False


def forget_code(request: HttpRequest, purpose: CodePurpose) -> None:
    request.session.pop(session_key(purpose), None)


def code_context(code: PhoneCode) -> Context:
    """What a page that waits for a code shows; in a demo also the message that nobody sends."""
    return {"number": code.number, "demo_messages": list(demo_messages(at=timezone.now(), number=code.number))}
