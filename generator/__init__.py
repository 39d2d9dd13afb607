"""specloom: one OpenAPI document becomes typed clients, server stubs, a mock server and docs."""

__version__ = "0.1.0"
