"""The words of the command line go to `generator.cli`; being interrupted is quiet from the first import on."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended, as shells have it."""


def main() -> None:
    """Run the command that `sys.argv` names, and end the process with its exit code."""
    try:
        from generator.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
