"""The map of the site for search engines: every page that is a file, by the address of that file."""

from xml.etree import ElementTree as ET

from dashboard.bake.links import Site
from dashboard.bake.paths import PAGE, to_path
from dashboard.web.site_files import SITEMAP_NAMESPACE

SITEMAP = "sitemap.xml"
FRAMES = "/embed/"


def write_sitemap(site: Site) -> bytes:
    """Return it as XML; frames are no pages of their own."""
    root = ET.Element("urlset", xmlns=SITEMAP_NAMESPACE)
    paths = (to_path(address) for address in site.addresses if not address.startswith(FRAMES))
    for path in sorted(path for path in paths if path.endswith(PAGE)):
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{site.base_url}/{path}"
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content
