from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0006_cities_word_their_messages")]

    operations = [
        migrations.AddField("notice", "tells", models.SmallIntegerField(db_default=0, default=0)),
    ]
