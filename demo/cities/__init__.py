"""The cities of the demo, in the order in which the sign-in page shows their people."""

from . import beijing, hangzhou, jiangmen, longgang, shanghai

CITIES = (jiangmen.CITY, beijing.CITY, shanghai.CITY, hangzhou.CITY, longgang.CITY)
