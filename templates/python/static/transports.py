"""What carries requests: the protocol of a transport, what it takes and gives, and the package's own."""

from ._runtime.carrying import *
