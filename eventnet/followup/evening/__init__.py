"""The evening after: whom I met with my own notes, what was promised, and one question: which three again?"""

from eventnet.followup.evening import merging, parts, worker  # noqa: F401 - they register what this part does
