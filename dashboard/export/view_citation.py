"""A chart as a work to cite: in words, and in the formats that reference managers read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

KEY_CHARS = 6
_BIBTEX_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
})  # fmt: skip


@dataclass(frozen=True)
class ViewCitation:
    """What a citation of a chart names. ``note`` says as of which day its values are, and as known in which edition.

    ``day`` is that of the newest release that it shows, ``url`` the address under which it shows the same for ever.
    """

    publishers: Sequence[str]
    title: str
    day: date
    note: str
    site: str
    url: str

    @property
    def key(self) -> str:
        """What it is called in a bibliography: its day, and a few signs of its address, since a day has many charts."""
        return f"overdose-{self.day.isoformat()}-{sha256(self.url.encode()).hexdigest()[:KEY_CHARS]}"

    def to_text(self) -> str:
        """Write it in words: publishers, title, note, site and address."""
        return f"{'; '.join(self.publishers)}. {self.title}. {self.note}. {self.site}. {self.url}"

    def to_bibtex(self) -> str:
        """Write it as an entry of BibTeX; names stand in braces, so that no style takes them apart."""
        fields = {
            "author": " and ".join(f"{{{_escape(name)}}}" for name in self.publishers),
            "title": f"{{{_escape(self.title)}}}",
            "year": str(self.day.year),
            "month": str(self.day.month),
            "note": _escape(self.note),
            "publisher": f"{{{_escape(self.site)}}}",
            "url": self.url,
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}\n}}\n"

    def to_ris(self) -> str:
        """Write it in RIS, with the line ends that the format asks for."""
        tags = [
            ("TY", "DATA"),
            *(("AU", name) for name in self.publishers),
            ("TI", self.title),
            ("PY", f"{self.day:%Y/%m/%d}/"),
            ("N1", self.note),
            ("PB", self.site),
            ("UR", self.url),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in tags)

    def to_csl(self) -> str:
        """Write it as CSL-JSON, which Zotero and pandoc read."""
        item = {
            "id": self.key,
            "type": "dataset",
            "author": [{"literal": name} for name in self.publishers],
            "title": self.title,
            "issued": {"date-parts": [[self.day.year, self.day.month, self.day.day]]},
            "note": self.note,
            "publisher": self.site,
            "URL": self.url,
        }
        return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _escape(text: str) -> str:
    return text.translate(_BIBTEX_ESCAPES)
