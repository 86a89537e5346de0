"""Insurance policies, the insurers' shares, the terms of the contract, and the windows of cover."""

from .cover import CoverWindow
from .policy import InsurancePolicy
from .share import Share
from .term import ContractTerm

__all__ = ["ContractTerm", "CoverWindow", "InsurancePolicy", "Share"]
