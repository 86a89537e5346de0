"""The platform: settings and the kernel that every domain app stands on. Imports nothing: ./idi reads parts of it bare."""
