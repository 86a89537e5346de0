"""Ladders of a city, immutable once two officers agreed, and the plans that terms were given by them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import idi_platform.tenancy.constraints
import idi_platform.tenancy.fields
import idi_platform.tenancy.ids
from django.conf import settings
from django.db import migrations, models

_KEPT = """
CREATE FUNCTION deadlines_keep_ladder() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE expected deadlines_cityladder;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state = 'draft' THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        expected := OLD;
        expected.state := NEW.state;
        IF OLD.state = 'draft' AND NEW.state IN ('draft', 'asked', 'withdrawn') THEN
            expected.rungs := NEW.rungs;
            expected.reason := NEW.reason;
            expected.reaches_running := NEW.reaches_running;
            expected.asked_at := NEW.asked_at;
            expected.decided_by_id := NEW.decided_by_id;
            expected.decided_at := NEW.decided_at;
        ELSIF OLD.state = 'asked' AND NEW.state IN ('in_force', 'refused', 'withdrawn') THEN
            expected.number := NEW.number;
            expected.refusal := NEW.refusal;
            expected.decided_by_id := NEW.decided_by_id;
            expected.decided_at := NEW.decided_at;
        ELSIF OLD.state = 'in_force' AND NEW.state = 'replaced' THEN
            expected.ended_at := NEW.ended_at;
        ELSE
            expected.state := OLD.state;
        END IF;
        IF NEW IS NOT DISTINCT FROM expected THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a ladder of a city: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER deadlines_keep_ladder BEFORE INSERT OR UPDATE OR DELETE ON deadlines_cityladder
    FOR EACH ROW EXECUTE FUNCTION deadlines_keep_ladder();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('deadlines', '0007_how_late_sweeps_are_and_what_is_expected'),
        ('tenancy', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='recomputation',
            name='cause',
            field=models.CharField(choices=[('calendar', 'Notice of the State Council'), ('rules', 'Correction of a text'), ('reading', 'Decision on a reading'), ('event', 'Correction of an entry'), ('ladder', 'New ladder')], max_length=12, verbose_name='cause'),
        ),
        migrations.CreateModel(
            name='CityLadder',
            fields=[
                ('id', models.UUIDField(default=idi_platform.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('basis', models.CharField(blank=True, choices=[('in_force', 'Regime in force'), ('contract', 'Contract term'), ('carried', 'Regime carried over'), ('national', 'National law'), ('service_norm', 'Service target, not law')], max_length=20, verbose_name='basis')),
                ('duty', models.CharField(blank=True, max_length=80, verbose_name='duty')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('asked', 'Waits for the second officer'), ('in_force', 'In force'), ('replaced', 'Replaced'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10, verbose_name='state')),
                ('rungs', models.JSONField(default=list)),
                ('number', models.PositiveSmallIntegerField(null=True, verbose_name='version')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('reaches_running', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('refusal', models.CharField(blank=True, max_length=500, verbose_name='reason of the refusal')),
                ('ended_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('city', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.city')),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-created_at', 'id'),
                'abstract': False,
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='DeadlinePlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.IntegerField()),
                ('due_step', models.SmallIntegerField()),
                ('instants', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=None)),
                ('tells', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ('city', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.city')),
                ('deadline', idi_platform.tenancy.fields.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='deadlines.deadline')),
                ('ladder', idi_platform.tenancy.fields.TenantForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deadlines.cityladder')),
            ],
            options={
                'constraints': [],
            },
        ),
        migrations.AddIndex(
            model_name='cityladder',
            index=models.Index(fields=['city', 'state'], name='deadlines_cityladder_state'),
        ),
        migrations.AddConstraint(
            model_name='cityladder',
            constraint=models.UniqueConstraint(fields=('city', 'id'), name='deadlines_cityladder_tenant'),
        ),
        migrations.AddConstraint(
            model_name='cityladder',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), ('duty', ''), _connector='OR'), name='deadlines_cityladder_one_scope'),
        ),
        migrations.AddConstraint(
            model_name='cityladder',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'in_force')), fields=('city', 'basis', 'duty'), name='deadlines_cityladder_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='cityladder',
            constraint=models.UniqueConstraint(fields=('city', 'basis', 'duty', 'number'), name='deadlines_cityladder_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='cityladder',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), ('state', 'withdrawn'), models.Q(('decided_by', models.F('author')), _negated=True), _connector='OR'), name='deadlines_cityladder_two_people'),
        ),
        migrations.AddConstraint(
            model_name='cityladder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state__in', ('draft', 'asked'))), models.Q(models.Q(('state__in', ('draft', 'asked')), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='deadlines_cityladder_decided_whole'),
        ),
        migrations.AddIndex(
            model_name='deadlineplan',
            index=models.Index(condition=models.Q(('ladder__isnull', False)), fields=['city', 'ladder'], name='deadlines_plan_by_ladder'),
        ),
        migrations.AddConstraint(
            model_name='deadlineplan',
            constraint=models.UniqueConstraint(fields=('city', 'deadline', 'version'), name='deadlines_plan_once'),
        ),
        migrations.AddConstraint(
            model_name='deadlineplan',
            constraint=idi_platform.tenancy.constraints.CompositeForeignKey(fields=('city', 'deadline'), name='deadlines_plan_deadline_fk'),
        ),
        migrations.AddConstraint(
            model_name='deadlineplan',
            constraint=idi_platform.tenancy.constraints.CompositeForeignKey(fields=('city', 'ladder'), name='deadlines_plan_ladder_fk'),
        ),
        migrations.RunSQL(_KEPT),
    ]
