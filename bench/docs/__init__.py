"""Published pages beside live renderers, in a real Chromium."""
