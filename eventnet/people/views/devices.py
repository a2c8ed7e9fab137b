"""My devices, and signing one of them out."""
