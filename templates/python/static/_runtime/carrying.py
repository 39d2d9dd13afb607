"""What users have of transports: the protocol, what it takes and gives, and the package's own."""

from __future__ import annotations

from .httpx_transport import AsyncHttpTransport as AsyncHttpTransport
from .httpx_transport import HttpTransport as HttpTransport
from .transport import AsyncResponse as AsyncResponse
from .transport import AsyncTransport as AsyncTransport
from .transport import Request as Request
from .transport import Response as Response
from .transport import Timeout as Timeout
from .transport import Transport as Transport
from .transport import TransportError as TransportError
from .transport import Upload as Upload
