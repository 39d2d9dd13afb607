"""What a server for this package's clients is built from: types are judged and values are written as clients do it."""

from __future__ import annotations

from ._runtime import checks as checks
from ._runtime.charsets import codec as codec
from ._runtime.errors import StatusError as StatusError
from ._runtime.events import ServerSentEvent as ServerSentEvent
from ._runtime.events import speaks_of_events as speaks_of_events
from ._runtime.exact import Exact as Exact
from ._runtime.judging import Judge as Judge
from ._runtime.model import AnyText as AnyText
from ._runtime.operation import Markup as Markup
from ._runtime.unions import AnyOf as AnyOf
from ._runtime.unions import OneOf as OneOf
from ._runtime.unions import Tagged as Tagged
from ._runtime.wire import json_text as json_text
from ._runtime.wire import plain as plain
from ._runtime.wire import text as text
from ._runtime.words import UNLISTED as UNLISTED
from ._runtime.words import held_to_lists as held_to_lists
