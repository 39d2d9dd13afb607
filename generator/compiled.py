"""A shipped template goes in; the bytecode that it was compiled to before comes out, kept as Python keeps that of modules."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from generator import compiling


class Compiled(jinja2.BytecodeCache):
    """Bytecode of templates, in `__pycache__` beside them or where Python was told to keep what it compiles.

    It is for templates that lie with the program alone: who can write there can write modules as well. A folder that cannot
    be written to, or an interpreter that shall write no bytecode, compiles every time.
    """

    def __init__(self) -> None:
        compiler = Path(compiling.__file__).read_bytes()
        self._made_by = MAGIC_NUMBER + jinja2.__version__.encode() + compiler

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file of a template's bytecode."""
        return cache_from_source(filename or name, optimization="template")

    def get_source_checksum(self, source: str) -> str:
        """What bytecode depends on: the source, the interpreter, Jinja, and our compiler."""
        return hashlib.sha256(self._made_by + source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it was made of the same."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            kept = Path(bucket.key).read_bytes()
            checksum = bucket.checksum.encode()
            if kept.startswith(checksum):
                bucket.code = marshal.loads(kept[len(checksum) :])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, all or nothing: another run may do so at the same time."""
        if sys.dont_write_bytecode:
            return
        path = Path(bucket.key)
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                partial.write_bytes(
                    bucket.checksum.encode() + marshal.dumps(bucket.code)
                )
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)
