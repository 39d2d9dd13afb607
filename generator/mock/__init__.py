"""A document goes in; a server that plays it comes out: `with serving("openapi.yaml") as mock: mock.url`.

Within Python, a mock lasts as long as its block; `mock.url` is its address, `mock.billed` counts what may have been
billed, `mock.requests` is what arrived, `mock.set("429; times=1")` has things go wrong, `mock.reset()` forgets:

    from generator.mock import Options, serving

    with serving("openapi.yaml", Options(profile="observed", token="sk-test")) as mock:
        client = Client(base_url=mock.url, token="sk-test")

The page docs/mock.md says all that it does.
"""

from generator.mock.faults import Fault, WrongFault, fault
from generator.mock.options import Options
from generator.mock.running import Mock, listening, serving

__all__ = ["Fault", "Mock", "Options", "WrongFault", "fault", "listening", "serving"]
