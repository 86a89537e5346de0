import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
    ]

    operations = [
        migrations.AddField(model_name="job", name="attempts", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(model_name="job", name="district_id", field=models.IntegerField(null=True)),
        migrations.AddField(
            model_name="job", name="language", field=models.CharField(default="", max_length=10), preserve_default=False
        ),
        migrations.AddField(
            model_name="job",
            name="lease_until",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(model_name="job", name="lease_token", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="job", name="organisation_id", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="job", name="result", field=models.FileField(blank=True, max_length=200, upload_to="")),
        migrations.AddField(
            model_name="job", name="role", field=models.CharField(default="", max_length=30), preserve_default=False
        ),
        migrations.AlterField(model_name="job", name="created_at", field=models.DateTimeField()),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "running"))),
                fields=["city", "lease_until"],
                name="outbox_job_open",
            ),
        ),
    ]
