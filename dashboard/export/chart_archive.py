"""A chart as one ZIP file: its rows with all that should go with them, the same bytes each time."""

import io
import textwrap
from collections.abc import Iterable, Mapping
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.export.view_citation import ViewCitation
from dashboard.i18n import Locale
from dashboard.text.chart_text import ChartText
from etl.core.source import Source

CHECKSUMS = "SHA256SUMS"
"""The file that names the others with their hashes, as ``sha256sum -c`` reads it."""
LICENCE = "LICENCE.txt"
_LINE_CHARS = 100


def write_archive(files: Mapping[str, str | bytes]) -> bytes:
    """Write files as a ZIP file, with their checksums; no moment stands in it."""
    contents = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in contents.items())
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in {**contents, CHECKSUMS: sums.encode()}.items():
            entry = ZipInfo(name)  # of 1 January 1980, the first day that the format has
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, ZIP_DEFLATED)
    return buffer.getvalue()


def citation_files(citation: ViewCitation | None) -> dict[str, str]:
    """Return a work to cite in each format, by the names of files; nothing where there is none."""
    if citation is None:
        return {}
    return {
        "citation.txt": citation.to_text() + "\n",
        "citation.bib": citation.to_bibtex(),
        "citation.ris": citation.to_ris(),
        "citation.csl.json": citation.to_csl(),
    }


def write_readme(slug: str, text: ChartText, citation: ViewCitation | None, locale: Locale) -> str:
    """Write what is in an archive, for a person."""
    meanings = {
        f"{slug}.csv": locale.text("the rows, as the chart shows them"),
        f"{slug}.metadata.json": locale.text(
            "what each column means, and from which releases the rows come, with the hashes of these"
        ),
        **({"citation.*": locale.text("how to cite it: in words, BibTeX, RIS and CSL-JSON")} if citation else {}),
        LICENCE: locale.text("what may be done with the figures"),
        CHECKSUMS: locale.text("checksums: sha256sum -c SHA256SUMS says whether every file is as it was made"),
    }
    paragraphs = [
        f"{text.unit}. {text.publication_note}.",
        *filter(None, (text.summary, *text.sentences)),
        *([citation.to_text()] if citation else []),
        locale.text(
            "A figure that was revised later was right on its day. In the column status, suppressed, not_available and "
            "withdrawn are not zero."
        ),
    ]
    lines = (locale.text("- `{name}`: {meaning}", name=name, meaning=meaning) for name, meaning in meanings.items())
    listed = "\n".join(_fill(line, margin="  ") for line in lines)
    return "\n\n".join([f"# {text.title}", *map(_fill, paragraphs), listed]) + "\n"


def write_licence(sources: Iterable[Source], locales: Iterable[Locale]) -> str:
    """Write what each publisher says may be done with its figures, in every language."""
    parts: list[str] = []
    for locale in locales:
        parts.append(locale.text("The figures are their publishers’. What may be done with them:"))
        parts += [
            f"{locale.localize(source.publisher)}, {source.url}\n{locale.localize(source.terms)}" for source in sources
        ]
    return "\n\n".join(parts) + "\n"


def _fill(paragraph: str, margin: str = "") -> str:
    return textwrap.fill(
        paragraph, _LINE_CHARS, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )
