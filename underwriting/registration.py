"""What underwriting tells the layers below."""
