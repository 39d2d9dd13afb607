"""The words of the command line go to `generator.cli`; being interrupted is quiet from the first import on."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended, as shells have it."""


def main() -> None:
    """Run the command that `sys.argv` names, and end the process with its exit code."""
    # The process is short and nearly everything that it makes lives to its end: looking for garbage only costs time.
    gc.disable()
    try:
        from generator.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
