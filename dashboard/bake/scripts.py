"""The scripts, styles and fonts that a page has that is a file: neither Dash nor Plotly."""

from collections.abc import Mapping

from dashboard.web.static_files import load_static_files

SCRIPTS = ("before-paint.js", "page.js", "sources.js", "use.js", "file-address.js", "chart/files.js")


def list_static_files() -> Mapping[str, bytes]:
    """Return what pages name, by its address."""
    files = load_static_files()
    fonts = [name for name in files.served_names if name.endswith(".woff2")]
    names = [*SCRIPTS, *files.imports_of(SCRIPTS), *fonts, "app.css", "icon.svg"]
    return {files.url(name): files.files_by_name[files.served_names[name]].content for name in names}
