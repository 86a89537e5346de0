"""Forms of a claim's steps. They check the shape of what is typed; the services check the law."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from claims.clauses import clauses_for
from claims.constants import (
    CONTRACT_CLAUSE,
    DETERMINATION_DUTIES,
    LONGEST_BANK,
    LONGEST_CALLER,
    LONGEST_DOCUMENT_NAME,
    MOST_DOCUMENTS,
    Form,
    Result,
)
from claims.models import Agreement, Claim, RequestedDocument
from claims.selectors import photographs_of
from idi_platform.deadlines.public import Deadline, deadlines_of
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import DayField, MomentField
from policies.public import parameter_label

from .forms import ConsentForm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

FILES = "image/*,application/pdf"


class StepForm(forms.Form):
    """A step's form knows its claim and its reader: what may be chosen depends on both."""

    # What only a special case needs, under a heading of its own.
    special_heading: "Text" = ""
    special: tuple[str, ...] = ()
    # Whether the step stops terms or lets them run on: then their pages say beforehand what it makes of the date.
    moves_terms = False

    def __init__(self, data: Any = None, files: Any = None, *, claim: Claim, viewer: Actor) -> None:
        super().__init__(data, files, auto_id=f"id_{type(self).__name__.lower()}_%s")
        self.claim, self.viewer = claim, viewer
        self.offer_choices()

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.special]

    @property
    def special_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.special]

    @property
    def moved_terms(self) -> list[Deadline]:
        """The open terms of the determination, which alone a request may stop."""
        if not self.moves_terms:
            return []
        terms = deadlines_of(self.viewer, [self.claim.dossier_id])
        return list(terms.filter(duty__in=DETERMINATION_DUTIES, closed_at=None))

    def offer_choices(self) -> None:
        """Fills the choices that depend on the claim."""

    def _offer(self, name: str, choices: Iterable[tuple[str, "Text"]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a field of choices


def _words(label: "Text", *, missing: "Text", rows: int = 4, longest: int = 2000, hint: "Text" = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def _file(label: "Text", *, hint: "Text" = "") -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.FileInput(attrs={"accept": FILES}),
        error_messages={"empty": _("The file is empty. Choose another.")},
    )


class SurveyForm(StepForm):
    surveyed_at = MomentField(label=_("When was the home surveyed?"))
    present = forms.CharField(
        label=_("Who was present?"), max_length=200, error_messages={"required": _("Say who was present.")}
    )
    findings = _words(_("What was found?"), missing=_("Say what was found."), rows=5, longest=4000)


class ApplicationForm(StepForm):
    """An owner's application after a report by telephone. The words of consent are those of every report."""

    consent = ConsentForm.base_fields["consent"]
    photograph = _file(_("A photograph, if you have one"))


class PaperApplicationForm(StepForm):
    received_at = MomentField(label=_("When did the application come?"))
    evidence = _file(_("The signed application"), hint=_("A photograph or a PDF."))


class RequestDocumentsForm(StepForm):
    moves_terms = True
    documents = _words(
        _("Which documents are missing?"),
        hint=_("One a line. Ask for everything now: the law allows one request."),
        missing=_("Name at least one document."),
    )
    reason = _words(
        _("Why are they needed?"), missing=_("Say why they are needed; the owner reads it."), rows=3, longest=1000
    )
    arrived_at = MomentField(
        label=_("When did the request reach the owner?"),
        help_text=_("Leave it empty when it is sent here: then it arrives at once. Otherwise the day the letter came."),
        required=False,
    )

    def clean_documents(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["documents"].splitlines() if line.strip()]
        too_long = [line for line in lines if len(line) > LONGEST_DOCUMENT_NAME]
        if too_long:
            raise forms.ValidationError(_("A document's name is too long: %(name)s"), params={"name": too_long[0][:40]})
        if len(lines) > MOST_DOCUMENTS:
            message = ngettext_lazy("At most %(most)d document.", "At most %(most)d documents.", MOST_DOCUMENTS)
            raise forms.ValidationError(message, params={"most": MOST_DOCUMENTS})
        return lines


class MissingDocumentForm(StepForm):
    """Which of the documents asked for; those that have arrived are not offered."""

    document = forms.ChoiceField(
        label=_("Which document?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a document that is still missing.")),
    )

    def offer_choices(self) -> None:
        missing = RequestedDocument.objects.visible_to(self.viewer).filter(request__claim=self.claim, received_at=None)
        self._offer("document", ((str(item.pk), item.name) for item in missing))


class UploadDocumentForm(MissingDocumentForm):
    file = forms.FileField(
        label=_("Photograph or PDF"),
        widget=forms.FileInput(attrs={"accept": FILES}),
        error_messages={
            "required": _("Choose a photograph or a PDF."),
            "empty": _("The file is empty. Choose another."),
        },
    )


class RecordDocumentForm(MissingDocumentForm):
    moves_terms = True
    received_at = MomentField(label=_("When did it come?"))


class NothingForm(StepForm):
    """A step that needs no more than a press."""


class ComplexForm(StepForm):
    reasons = _words(
        _("Why is the case complex?"),
        hint=_("The owner reads these reasons. They must be written before the ordinary term ends."),
        missing=_("Write the reasons."),
    )


class DeterminationForm(StepForm):
    special_heading = _("Only for a denial, of the whole or a part")
    special = (
        "covered_part",
        "denied_part",
        "reasons",
        "clause",
        "contract_article",
        "contract_quote",
        "evidence",
    )

    result = forms.ChoiceField(
        label=_("What is the result?"),
        choices=Result.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the result.")),
    )
    words = _words(
        _("In plain words, for the owner"),
        hint=_("Say first what happens now, then why. No article numbers here."),
        missing=_("Write it in plain words."),
    )
    covered_part = forms.CharField(
        label=_("Covered part"),
        help_text=_("Only when partly covered."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    denied_part = forms.CharField(
        label=_("Denied part"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    reasons = forms.CharField(
        label=_("Reasons of the denial"),
        help_text=_("Each on a line of its own. The letter prints them."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    clause = forms.ChoiceField(
        label=_("Clause that the denial rests on"),
        required=False,
        error_messages={"invalid_choice": _("Choose a clause from the list.")},
    )
    contract_article = forms.CharField(label=_("Clause of the contract: its number"), required=False, max_length=60)
    contract_quote = forms.CharField(
        label=_("Clause of the contract: its words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.MultipleChoiceField(
        label=_("Evidence"),
        help_text=_("Files of this claim that the denial rests on."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose files of this claim.")},
    )

    def offer_choices(self) -> None:
        offered = (
            (clause.rule, f"{clause.article} · {parameter_label(clause.parameter)}：{clause.quote}")
            for clause in clauses_for(self.claim)
        )
        contract = (CONTRACT_CLAUSE, _("A clause of the insurance contract, typed below"))
        self._offer("clause", [("", _("None: the claim is covered")), *offered, contract])
        files = photographs_of(self.viewer, self.claim)
        self._offer("evidence", ((str(upload.pk), upload.filename) for upload in files))


class ReasonForm(StepForm):
    reason = _words(_("Reason"), missing=_("Give the reason."), rows=3, longest=1000)


class OfferForm(StepForm):
    form = forms.ChoiceField(
        label=_("Repair or money?"),
        choices=Form.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose repair or payment.")),
    )
    amount = forms.DecimalField(
        label=_("Amount in yuan"),
        help_text=_("For a payment only."),
        required=False,
        max_digits=14,
        decimal_places=2,
        error_messages={"invalid": _("Give an amount in yuan, for example 12000.00.")},
    )
    words = _words(_("What is done"), missing=_("Say what is done, in plain words."))
    start_on = DayField(label=_("Works start, or money is paid, on"))
    finish_on = DayField(label=_("Works end on"), required=False)


class AcceptanceForm(StepForm):
    """Of a payment the owner says where it goes; of works nothing is asked but the press."""

    holder = forms.CharField(
        label=_("Holder of the account"),
        max_length=LONGEST_CALLER,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Say whose account it is.")},
    )
    bank = forms.CharField(
        label=_("Bank"),
        help_text=_("With its branch."),
        max_length=LONGEST_BANK,
        error_messages={"required": _("Name the bank.")},
    )
    number = forms.CharField(
        label=_("Number of the account"),
        help_text=_("Kept sealed. Only the insurer's people who pay see it, and it is written down when they do."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Give the number of the account.")},
    )

    def offer_choices(self) -> None:
        offered = Agreement.objects.visible_to(self.viewer).standing().filter(claim=self.claim).last()
        if offered is None or offered.form != Form.PAYMENT:
            self.fields.clear()


class AgreementForm(StepForm):
    agreed_at = MomentField(label=_("When was it signed?"))
    evidence = _file(_("The signed agreement"), hint=_("A photograph or a PDF."))


class BeginningForm(StepForm):
    started_at = MomentField(label=_("When?"), help_text=_("The moment the works began, or the money left."))
    note = _words(_("What was done?"), missing=_("Say what was done."), rows=3, longest=1000)
    evidence = _file(_("Evidence"), hint=_("A photograph of the works, or the bank's receipt."))


class CompletionForm(StepForm):
    completed_at = MomentField(label=_("When were the works finished?"))
    note = _words(_("What was done?"), missing=_("Say what was done."), rows=3, longest=1000)


class AcceptRepairForm(StepForm):
    visit_on = DayField(label=_("On which day do you come to look?"))
    note = forms.CharField(
        label=_("Word to the owner"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class VisitForm(StepForm):
    visited_at = MomentField(label=_("When did you look at it?"))
    note = _words(_("What was found?"), missing=_("Say what was found."), rows=3, longest=1000)


class NoteForm(StepForm):
    note = _words(_("What was done?"), missing=_("Say what was done."), rows=3, longest=1000)
