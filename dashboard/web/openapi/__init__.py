"""The server described for programs: OpenAPI 3.1, made from the lists that its parsers and writers use."""
