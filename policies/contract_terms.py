"""What the insurance contract of a project agrees: told by the app above that holds contracts, as values."""

from collections.abc import Callable
from uuid import UUID

from policies.rules.regime import ContractTerm

ContractTermsProvider = Callable[[UUID], tuple[ContractTerm, ...]]

_registered: list[ContractTermsProvider] = []


def register_contract_terms(provider: ContractTermsProvider) -> None:
    """Names the one provider; called from apps.ready(). It takes the dossier id of a project."""
    _registered[:] = [provider]


def contract_terms(project_dossier_id: UUID) -> tuple[ContractTerm, ...]:
    """The terms agreed for the project; none where no provider is registered."""
    return _registered[0](project_dossier_id) if _registered else ()
