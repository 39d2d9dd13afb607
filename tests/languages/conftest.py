"""More examples on demand: ``HYPOTHESIS_PROFILE=deep pytest tests/languages``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much]

settings.register_profile(
    "default", max_examples=150, deadline=None, suppress_health_check=_QUIET
)
settings.register_profile(
    "deep", max_examples=20_000, deadline=None, suppress_health_check=_QUIET
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
