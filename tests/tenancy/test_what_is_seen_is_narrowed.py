"""What an actor sees is put together once; what was asked beside it is kept, and no two actors share an answer."""

from idi_platform.dossiers.public import Dossier
from idi_platform.registry.public import Project, Unit
from idi_platform.tenancy.public import tenant_work
from tests.world import World


def test_what_was_asked_before_is_still_asked(world: World) -> None:
    here = world.here
    with tenant_work(here.system) as by:
        assert Dossier.objects.visible_to(by).count() > 1
        assert Dossier.objects.filter(pk=here.unit.pk).visible_to(by).get().pk == here.unit.pk
        assert list(Unit.objects.none().visible_to(by)) == []
        assert list(here.project.units.filter(pk=here.project.pk).visible_to(by)) == []
        assert [row.pk for row in here.project.units.visible_to(by)] == [here.unit.pk]
        assert Project.objects.select_related("district").visible_to(by).query.select_related


def test_what_is_added_to_one_answer_is_not_in_the_next(world: World) -> None:
    with tenant_work(world.here.system) as by:
        assert not Unit.objects.visible_to(by).filter(number="no such door").exists()
        assert Unit.objects.visible_to(by).exists()


def test_no_two_actors_share_an_answer(world: World) -> None:
    for city in (world.here, world.there):
        with tenant_work(city.system) as by:
            assert [row.pk for row in Project.objects.visible_to(by)] == [city.project.pk]
