from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial")]

    operations = [
        migrations.AddField(model_name="notice", name="about_id", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="notice",
            name="subject",
            field=models.CharField(blank=True, max_length=120, verbose_name="subject"),
        ),
        migrations.AlterField(
            model_name="notice", name="kind", field=models.CharField(max_length=20, verbose_name="kind")
        ),
    ]
