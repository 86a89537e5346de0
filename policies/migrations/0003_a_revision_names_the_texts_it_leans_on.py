"""What a version leaves to a text that is not loaded, beside the rules that it came with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_published_versions_are_immutable")]
    operations = [
        migrations.AddField(
            model_name="revision", name="parents_not_loaded", field=models.JSONField(default=list)
        ),
    ]
