"""What leaves the portal says: the city's own words where two officers put them in force, else the product's."""
