"""The WSGI entrance for any server: `wsgi:app`."""

from eventnet import create_app

app = create_app()
