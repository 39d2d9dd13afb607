"""Documents of Swagger 2.0: what the loader read goes in, the same as a document of OpenAPI 3.0 comes out."""

from generator.load.swagger.upgrade import upgraded

__all__ = ["upgraded"]
