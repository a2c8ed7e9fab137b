"""Takeout: everything of one person, for them alone, as one ZIP that is written while it is read.

`holdings` says, table by table, what a person may take and what stays for which reason; a table that names a person and
stands in neither fails the build. `files` makes the files, `archive` the ZIP.
"""

from eventnet.privacy.takeout.archive import zipped
from eventnet.privacy.takeout.files import FILES, files_of
from eventnet.privacy.takeout.models import Takeout
from eventnet.privacy.takeout.taking import take

__all__ = ["FILES", "Takeout", "files_of", "take", "zipped"]
