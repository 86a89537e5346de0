from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('riskmgmt', '0001_tables'),
    ]

    operations = [
        migrations.AlterField(
            model_name='finding',
            name='number',
            field=models.PositiveIntegerField(null=True, verbose_name='reference number'),
        ),
        migrations.AlterField(
            model_name='inspectionreport',
            name='number',
            field=models.CharField(blank=True, max_length=40, verbose_name='reference number'),
        ),
    ]
