"""Sites of many documents are published and judged, page by page."""
