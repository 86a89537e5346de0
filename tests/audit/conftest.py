"""Files of these tests lie in the test's own folder."""

from tests.claims.conftest import uploads as uploads
