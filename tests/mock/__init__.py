"""Tests of the mock: on real sockets, each stopped by the test that started it."""
