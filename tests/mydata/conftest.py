from tests.claims.conftest import uploads

__all__ = ["uploads"]
