"""For tests of code that calls this package: a transport that answers what a test prepared, and keeps what was sent."""

from ._runtime.testing import *
