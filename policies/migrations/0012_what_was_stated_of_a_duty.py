"""What people state of the duties of a stage: kept, never changed; the last statement holds."""
import django.db.models.deletion
import idi_platform.tenancy.constraints
import idi_platform.tenancy.fields
import idi_platform.tenancy.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0004_let_others_act_for_owners'),
        ('policies', '0011_a_guideline_names_its_versions'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StatedDuty',
            fields=[
                ('id', models.UUIDField(default=idi_platform.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.CharField(max_length=60)),
                ('rule', models.CharField(max_length=12)),
                ('state', models.CharField(choices=[('seen_to', 'Seen to'), ('not_applicable', 'Does not apply here'), ('departed', 'Departed from, with the reason'), ('open', 'Open again')], max_length=16, verbose_name='state')),
                ('words', models.CharField(max_length=300, verbose_name='what shows it')),
                ('organisation_id', models.UUIDField(null=True)),
                ('stated_by_id', models.UUIDField()),
                ('stated_at', models.DateTimeField(verbose_name='stated at')),
                ('city', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.city')),
                ('dossier', idi_platform.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='stated_duties', to='dossiers.dossier')),
            ],
            options={
                'ordering': ('-stated_at', '-id'),
                'abstract': False,
                'indexes': [models.Index(fields=['city', 'dossier', 'rule'], name='policies_statedduty_dossier')],
                'constraints': [models.UniqueConstraint(fields=('city', 'id'), name='policies_statedduty_tenant'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='policies_statedduty_words')],
            },
        ),
        migrations.AddConstraint(
            model_name='StatedDuty',
            constraint=idi_platform.tenancy.constraints.CompositeForeignKey(fields=('city', 'dossier'), name='policies_statedduty_dossier_fk'),
        ),
    ]
