"""Work of the platform's administrators in the workers. Idempotent: what has ended is not run again."""

from uuid import UUID

from idi_platform.celery import app

from .audit_work import VERIFY, verify_begun


@app.task(name=VERIFY)
def verify_chain(verification_id: str) -> None:
    """Walks one chain; its row tells how far it is."""
    verify_begun(UUID(verification_id))
