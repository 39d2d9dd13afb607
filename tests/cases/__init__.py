"""Small documents, one for each thing that OpenAPI and JSON Schema can say, with what becomes of them."""
