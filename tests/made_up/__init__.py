"""Valid documents that nobody wrote: made, generated, and held against what JSON Schema says of values."""
