"""HTTP and HTML: routes, callbacks, the response cache and the static files."""
