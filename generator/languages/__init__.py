"""One printer per output language: the only places where document text becomes `Code`."""
