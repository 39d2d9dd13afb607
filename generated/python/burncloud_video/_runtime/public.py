"""What the package exports of its runtime, for type checkers; `exports.PUBLIC` says the same when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .auth import ClientCredentials as ClientCredentials
    from .headers import Headers as Headers
    from .httpx_transport import AsyncHttpTransport as AsyncHttpTransport
    from .httpx_transport import HttpTransport as HttpTransport
    from .omit import Omit as Omit
    from .omit import omit as omit
    from .pages import AsyncPages as AsyncPages
    from .pages import Pages as Pages
    from .results import RawResponse as RawResponse
    from .settings import RequestOptions as RequestOptions
    from .streams import AsyncStream as AsyncStream
    from .streams import ServerSentEvent as ServerSentEvent
    from .streams import Stream as Stream
    from .tasks import AsyncTask as AsyncTask
    from .tasks import Task as Task
    from .transport import AsyncTransport as AsyncTransport
    from .transport import Timeout as Timeout
    from .transport import Transport as Transport
    from .transport import TransportError as TransportError
