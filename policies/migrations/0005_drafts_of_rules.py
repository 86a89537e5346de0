"""Drafts of rules with their versions, and the texts that revisions were read from."""

import django.db.models.deletion
import django.db.models.functions.comparison
import idi_platform.tenancy.ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0004_a_correction_is_a_further_revision'),
        ('tenancy', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RevisionText',
            fields=[
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='text', serialize=False, to='policies.revision')),
                ('pack', models.TextField()),
                ('source', models.TextField()),
            ],
            options={
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='RuleDraftHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('actor_user_id', models.UUIDField(db_default=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.NullIf(models.Func(models.Value('idi.user'), models.Value(value=True), function='current_setting'), models.Value('')), models.UUIDField()), null=True)),
                ('actor_organisation_id', models.UUIDField(db_default=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.NullIf(models.Func(models.Value('idi.organisation'), models.Value(value=True), function='current_setting'), models.Value('')), models.UUIDField()), null=True)),
                ('actor_role', models.CharField(db_default=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.NullIf(models.Func(models.Value('idi.role'), models.Value(value=True), function='current_setting'), models.Value('')), models.CharField(max_length=30)), max_length=30, null=True)),
                ('id', models.UUIDField(default=idi_platform.tenancy.ids.uuid7, editable=False, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name of the draft')),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('in_review', 'In review'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10, verbose_name='state')),
                ('edition', models.PositiveIntegerField(default=1, verbose_name='edition')),
                ('pack_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the contents')),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='in review since')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided at')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what has to be put right')),
                ('author', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
                ('city', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tenancy.city')),
                ('decided_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'ordering': ('pgh_id',),
                'abstract': False,
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='RuleDraft',
            fields=[
                ('id', models.UUIDField(default=idi_platform.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name of the draft')),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('in_review', 'In review'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10, verbose_name='state')),
                ('pack_text', models.TextField()),
                ('source_text', models.TextField()),
                ('edition', models.PositiveIntegerField(default=1, verbose_name='edition')),
                ('instrument_code', models.CharField(blank=True, max_length=60)),
                ('version_code', models.CharField(blank=True, max_length=60)),
                ('revision', models.PositiveSmallIntegerField(null=True)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('pack_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the contents')),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='in review since')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided at')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what has to be put right')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
                ('base', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policies.revision')),
                ('city', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.city')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'ordering': ('-changed_at', 'id'),
                'abstract': False,
                'indexes': [models.Index(fields=['city', 'state', '-changed_at'], name='policies_ruledraft_list')],
                'constraints': [models.UniqueConstraint(fields=('city', 'id'), name='policies_ruledraft_tenant'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('author')), _negated=True), _connector='OR'), name='policies_ruledraft_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='policies_ruledraft_published_is_decided'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('in_review', 'published')), _negated=True), models.Q(models.Q(('pack_hash', ''), _negated=True), models.Q(('version_code', ''), _negated=True), ('revision__isnull', False)), _connector='OR'), name='policies_ruledraft_review_is_whole')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ruledraft',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policies_ruledrafthistory" ("author_id", "city_id", "decided_at", "decided_by_id", "edition", "id", "name", "note", "pack_hash", "pgh_created_at", "pgh_label", "state", "submitted_at") VALUES (NEW."author_id", NEW."city_id", NEW."decided_at", NEW."decided_by_id", NEW."edition", NEW."id", NEW."name", NEW."note", NEW."pack_hash", NOW(), \'insert\', NEW."state", NEW."submitted_at"); RETURN NULL;', hash='c1ce8b8e9ab4b83c91a583191d55b0084197af16', operation='INSERT', pgid='pgtrigger_insert_insert_f6110', table='policies_ruledraft', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ruledraft',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."city_id" IS DISTINCT FROM (NEW."city_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."edition" IS DISTINCT FROM (NEW."edition") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."pack_hash" IS DISTINCT FROM (NEW."pack_hash") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at"))', func='INSERT INTO "policies_ruledrafthistory" ("author_id", "city_id", "decided_at", "decided_by_id", "edition", "id", "name", "note", "pack_hash", "pgh_created_at", "pgh_label", "state", "submitted_at") VALUES (NEW."author_id", NEW."city_id", NEW."decided_at", NEW."decided_by_id", NEW."edition", NEW."id", NEW."name", NEW."note", NEW."pack_hash", NOW(), \'update\', NEW."state", NEW."submitted_at"); RETURN NULL;', hash='2dfda53bf927733f20938234e57cad7773a5b373', operation='UPDATE', pgid='pgtrigger_update_update_b9add', table='policies_ruledraft', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ruledraft',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policies_ruledrafthistory" ("author_id", "city_id", "decided_at", "decided_by_id", "edition", "id", "name", "note", "pack_hash", "pgh_created_at", "pgh_label", "state", "submitted_at") VALUES (OLD."author_id", OLD."city_id", OLD."decided_at", OLD."decided_by_id", OLD."edition", OLD."id", OLD."name", OLD."note", OLD."pack_hash", NOW(), \'delete\', OLD."state", OLD."submitted_at"); RETURN NULL;', hash='b9b352787225713c64f27fae31256030e3434f9f', operation='DELETE', pgid='pgtrigger_delete_delete_17280', table='policies_ruledraft', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='ruledrafthistory',
            index=models.Index(fields=['city', 'id'], name='policies_ruledraft_hist'),
        ),
    ]
