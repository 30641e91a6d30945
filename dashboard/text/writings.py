"""Writings in words: what they are, where they were read, and the link to the chart of their day."""

from collections.abc import Mapping
from datetime import date

from dashboard.i18n import Locale
from dashboard.text import release_dates
from etl.reference.commentary import Article


def kind_label(locale: Locale, code: str) -> str:
    """Write a kind of writing, or an event, in words."""
    return {
        "blog": locale.text("blog"),
        "news": locale.text("news"),
        "statement": locale.text("statement"),
        "policy": locale.text("policy"),
        "research": locale.text("research"),
        "event": locale.text("event"),
    }[code]


def article_byline(locale: Locale, article: Article) -> str:
    """Write who wrote a text, where and when; how author and title are known, where they were not read in it."""
    author = article.author
    if author and article.author_basis == "inferred":
        author = locale.text("{author} (author inferred)", author=author)
    title_note = locale.text("title from its address") if article.title_basis == "slug" else ""
    parts = (author, _publication(locale, article), article_day(locale, article), title_note)
    return ", ".join(part for part in parts if part)


def article_day(locale: Locale, article: Article) -> str:
    """Write when a text appeared, as closely as it is known."""
    if article.precision == "year":
        return str(article.published_on.year)
    day = locale.day(article.published_on)
    return locale.text("{day} or earlier", day=day) if article.precision == "until" else day


def _publication(locale: Locale, article: Article) -> str:
    """Name the publication of a text, and where it was read if not there."""
    if article.read_as is None:
        return article.publication
    names = {"publication": article.publication, "site": article.read_at}
    if article.read_as == "excerpt":
        return locale.text("{publication} (excerpt on {site})", **names)
    return locale.text("{publication} (copy on {site})", **names)


def replay_label(locale: Locale, release: date | None, basis: Mapping[date, str], *, is_recent: bool) -> str:
    """Write the words of the link to the chart as of the day of writing; those in its place where nothing is held."""
    if release is None:
        return locale.text("This archive has no release of these figures from that day or before.")
    if is_recent:
        return locale.text("See the chart as of that day")
    day = release_dates.write_day(basis.get(release), locale, release)
    return locale.text("Nearest release in this archive: {day}", day=day)
