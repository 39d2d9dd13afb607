"""What carries requests: the protocol of a transport, what it takes and gives, and the package's own."""

from __future__ import annotations

from ._runtime.httpx_transport import AsyncHttpTransport as AsyncHttpTransport
from ._runtime.httpx_transport import HttpTransport as HttpTransport
from ._runtime.transport import AsyncResponse as AsyncResponse
from ._runtime.transport import AsyncTransport as AsyncTransport
from ._runtime.transport import Request as Request
from ._runtime.transport import Response as Response
from ._runtime.transport import Timeout as Timeout
from ._runtime.transport import Transport as Transport
from ._runtime.transport import TransportError as TransportError
from ._runtime.transport import Upload as Upload
