"""The platform: settings and the kernel under every domain app. Imports nothing: ./idi reads parts of it bare."""
