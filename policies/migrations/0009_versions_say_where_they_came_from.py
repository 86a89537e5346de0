from django.db import migrations, models
from django.db.models.functions import Cast, NullIf

TABLES = ("ruledrafthistory",)


def _told() -> Cast:
    asked = models.Func(models.Value("idi.origin"), models.Value(value=True), function="current_setting")
    return Cast(NullIf(asked, models.Value("")), models.CharField(max_length=120))


class Migration(migrations.Migration):
    """First empty, then with its default: the versions of until now did not come from this migration."""

    dependencies = [("policies", "0008_a_draft_is_taken_over")]

    operations = [
        operation
        for table in TABLES
        for operation in (
            migrations.AddField(table, "origin", models.CharField(max_length=120, null=True)),
            migrations.AlterField(table, "origin", models.CharField(db_default=_told(), max_length=120, null=True)),
        )
    ]
