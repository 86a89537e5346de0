"""Claims of these tests keep their files in the test's own folder."""

from tests.claims.conftest import uploads as uploads
