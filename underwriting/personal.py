"""How long the files of projects and policies are kept. Of people they keep nothing of their own."""

from datetime import date

from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.privacy.public import register_case

from .constants import INSURANCE_RECORDS
from .selectors import records_kept_until


def _policy_kept_until(dossier: Dossier) -> date | None:
    return records_kept_until(dossier.insurancepolicy.project_id, city_id=dossier.city_id)


def _project_kept_until(dossier: Dossier) -> date | None:
    return records_kept_until(dossier.pk, city_id=dossier.city_id)


register_case(DossierKind.POLICY, retention=INSURANCE_RECORDS, kept_until=_policy_kept_until)
register_case(DossierKind.PROJECT, retention=INSURANCE_RECORDS, kept_until=_project_kept_until)
