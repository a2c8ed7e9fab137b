"""`python -m eventnet.migrations "what changes"` writes the next revision, for a person to read and correct."""

import sys

from alembic import command

from eventnet import create_app
from eventnet.migrations import config

with create_app().app_context():
    command.revision(config(), " ".join(sys.argv[1:]), autogenerate=True)
