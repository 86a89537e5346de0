"""A decision on a reading is public; the application adds it only as two officers of the city agreed on it."""

import django.db.models.deletion
import idi_platform.tenancy.ids
from django.conf import settings
from django.db import migrations, models


_DECIDED = """
CREATE FUNCTION policies_keep_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE expected policies_readingproposal;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state = 'asked' THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state <> 'asked' THEN
        expected := OLD;
        expected.state := NEW.state;
        expected.decided_by_id := NEW.decided_by_id;
        expected.decided_at := NEW.decided_at;
        IF NEW IS NOT DISTINCT FROM expected THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a proposal on a reading: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER policies_keep_proposal BEFORE INSERT OR UPDATE OR DELETE ON policies_readingproposal
    FOR EACH ROW EXECUTE FUNCTION policies_keep_proposal();
CREATE FUNCTION policies_decision_from_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM policies_readingproposal p JOIN tenancy_city c ON c.id = p.city_id
        WHERE p.id = NEW.id AND p.state = 'decided' AND c.code = NEW.jurisdiction AND p.reading_id = NEW.reading_id
            AND p.option = NEW.option AND p.parameter = NEW.parameter AND p.reason = NEW.reason
            AND p.document = NEW.document AND p.decided_at = NEW.decided_at
    ) THEN
        RAISE EXCEPTION 'no two officers decided it: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER policies_from_proposal BEFORE INSERT ON policies_readingdecision
    FOR EACH ROW EXECUTE FUNCTION policies_decision_from_proposal();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0006_only_a_checked_draft_adds_rules'),
        ('tenancy', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(
            model_name='reading',
            name='status',
        ),
        migrations.CreateModel(
            name='ReadingDecision',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('jurisdiction', models.CharField(max_length=6)),
                ('option', models.CharField(max_length=20)),
                ('parameter', models.CharField(blank=True, max_length=80)),
                ('reason', models.CharField(max_length=500)),
                ('document', models.CharField(max_length=200)),
                ('body_zh', models.CharField(max_length=120)),
                ('body_en', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField()),
                ('reading', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='policies.reading')),
            ],
            options={
                'ordering': ('-decided_at', '-id'),
                'indexes': [models.Index(fields=['jurisdiction', 'reading', '-decided_at'], name='policies_readingdecision_list')],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='ReadingProposal',
            fields=[
                ('id', models.UUIDField(default=idi_platform.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('option', models.CharField(max_length=20, verbose_name='Read as')),
                ('parameter', models.CharField(blank=True, max_length=80, verbose_name='Term')),
                ('reason', models.CharField(max_length=500, verbose_name='Reason')),
                ('document', models.CharField(max_length=200, verbose_name='Document')),
                ('state', models.CharField(choices=[('asked', 'Waits for the second officer'), ('decided', 'Decided'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10, verbose_name='state')),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('city', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.city')),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reading', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policies.reading')),
            ],
            options={
                'ordering': ('-proposed_at', 'id'),
                'abstract': False,
                'indexes': [models.Index(fields=['city', 'reading', '-proposed_at'], name='policies_readingproposal_list')],
                'constraints': [models.UniqueConstraint(fields=('city', 'id'), name='policies_readingproposal_tenant'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('city', 'reading', 'parameter'), name='policies_readingproposal_one_open'), models.CheckConstraint(condition=models.Q(('decided_by', None), ('state', 'withdrawn'), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='policies_readingproposal_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='policies_readingproposal_decided_whole')],
            },
        ),
        migrations.RunSQL(_DECIDED),
    ]
