"""Pages as HTML: a sheet of ready words and rows, and the templates that lay it out."""
