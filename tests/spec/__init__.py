"""The hand-written document: valid, and true to what is known of the API."""
