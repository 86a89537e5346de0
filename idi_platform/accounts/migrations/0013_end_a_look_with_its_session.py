from django.db import migrations, models


class Migration(migrations.Migration):
    """Looks until now ended at their latest end, as far as anybody knows."""

    dependencies = [("accounts", "0012_two_people_let_a_provider_count")]

    operations = [
        migrations.AddField("supportlook", "open_until", models.DateTimeField(null=True)),
        migrations.RunSQL(
            "UPDATE accounts_supportlook SET open_until = ends_at", reverse_sql=migrations.RunSQL.noop
        ),
        migrations.AlterField("supportlook", "open_until", models.DateTimeField()),
    ]
