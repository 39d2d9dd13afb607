"""For tests of code that calls this package: a transport that answers what a test prepared, and keeps what was sent."""

from __future__ import annotations

from ._runtime.testing import FakeTransport as FakeTransport
from ._runtime.testing import Prepared as Prepared
from ._runtime.testing import body_of as body_of
from ._runtime.testing import target_of as target_of
from ._runtime.transport import TransportError as TransportError
