"""One's own data as a file holds every registered field that leads to the person (PIPL 45, PROMISES row 40)."""

import io
import json
import zipfile
from typing import Any

from idi_platform.accounts.public import Membership
from idi_platform.mydata.export import exported_tables, write_export
from idi_platform.privacy.public import reveal, use_named
from idi_platform.tenancy.public import tenant_work
from tests.mydata.people import AT, PRESENT, REPORTED, VALUES, claimed
from tests.world import World


class Steps:
    """Counts as a job's progress does, without a job."""

    def __init__(self) -> None:
        self.wanted = self.done = 0

    def total(self, count: int) -> None:
        self.wanted = count

    def advance(self, count: int = 1) -> None:
        self.done += count


def file_of(person: Membership) -> zipfile.ZipFile:
    kept, steps = io.BytesIO(), Steps()
    name = write_export(parameters={}, file=kept, progress=steps, by=person.actor())  # type: ignore[arg-type]  # it counts
    assert name.startswith("my-data-")
    assert steps.done == steps.wanted
    return zipfile.ZipFile(kept)


def told(file: zipfile.ZipFile) -> Any:
    return json.loads(file.read("data.json"))


def test_every_field_and_file_of_the_person_is_in_it_and_nobody_elses(world: World) -> None:
    claim = claimed(world.here)
    with tenant_work(world.here.officer.actor()) as by:
        reveal(row=claim, use=use_named("claims.Claim.claimant.phone"), reason="核实乙", by=by, at=AT)
    file = file_of(world.here.owner)
    kept, page = told(file), file.read("index.html").decode()
    for value in VALUES:
        assert value in json.dumps(kept, ensure_ascii=False)
        assert value in page
    for table in exported_tables():
        labels = {str(one.label) for one in table.fields if one.is_exported}
        for row in kept["tables"][table.model]["rows"]:
            assert set(row) == labels
    assert [look["kind"] for look in kept["looks"]] == ["reveal"]
    assert kept["consents"][0]["code"] == "claim-report"
    photographs = [file.read(name) for name in file.namelist() if name.startswith("files/")]
    assert len(photographs) == 2
    assert all(photograph.startswith(b"\xff\xd8") for photograph in photographs)
    neighbours = json.dumps(told(file_of(world.there.owner)), ensure_ascii=False)
    assert not any(value in neighbours for value in (REPORTED, PRESENT))


def test_what_opens_doors_is_not_in_it(world: World) -> None:
    claimed(world.here)
    kept = json.dumps(told(file_of(world.here.owner)))
    assert "argon2" not in kept
    assert world.here.owner.user.password not in kept
