"""The addresses asked: all charts, formats and languages, as of several days, pinned and not; and what is refused."""

from itertools import product

CHARTS = ("trend", "compare", "seasonal", "breakdown", "map", "change", "vintages", "words")
FORMATS = ("", ".csv", ".json", ".metadata.json", ".zip", ".svg", ".png")
LANGUAGES = ("en", "fr")
DAYS = (
    "",
    "as_of=2020-08-25",
    "as_of=2020-08-25&edition=5",
    "as_of=2026-08-11&edition=13",
    "as_of=2019-12-31",
)
PLACES = ("US-OH", "US-ME", "CA-QC", "CA-AB", "US", "CA", "US-CA-SF")
CHOICES = {
    "trend": (
        "unit=rate",
        "window=12",
        "start=2019-01&end=2021-12",
        "group=sex:male",
        "notes=0",
        "kinds=blog,news",
        "measure=unregulated-deaths-year",
        "unit=rate&window=12&as_of=2021-06-01",
    ),
    "compare": (
        "places=CA-BC,CA-AB,CA-ON,CA-QC",
        "places=CA-BC,US-OH,US-ME,US-CA-SF&unit=rate",
        "places=US-OH,US-ME,US-VT,US-NH,US-CT,US-NY,US-CA,US-TX,US-FL,US-WA,US-OR,US-AZ",
        "places=US-OH,US-ME&as_of=2020-03-31",
        "places=CA-BC,CA-AB&window=1",
    ),
    "seasonal": ("unit=rate", "as_of=2021-03-31", "start=2018-01", "places=US-CT"),
    "breakdown": ("group=sex", "group=age&unit=share", "places=US&group=drug", "places=CA&group=place", "places=US-OH"),
    "map": ("places=US", "places=US&unit=rate", "places=US&end=2019-06", "places=CA&as_of=2023-01-01"),
    "change": ("places=US", "places=CA", "places=US&end=2020-12", "places=CA-BC"),
    "vintages": ("end=2020-07", "end=2020-07&as_of=2021-01-31", "places=US-OH", "places=CA-QC", "end=2022-05"),
    "words": ("term=recovery", "term=overdose&kinds=news", "places=US-ME&unit=rate", "start=2019-01&term=safe-supply"),
}
PAGES = (
    "/",
    "/?places=US-OH",
    "/?places=CA-QC",
    "/?as_of=2020-08-25",
    "/commentary",
    "/commentary?places=CA-AB",
    "/commentary?kinds=blog,policy",
    "/commentary?q=175&sort=change",
    "/sources",
    "/releases",
    "/releases?source=us-cdc-vsrr",
    "/claims?page=2",
    "/releases/ca-bc-coroners/2020-08-25",
    "/diff?from=2020-08-25&to=2026-08-11&places=CA-BC&from_edition=13&to_edition=13",
    "/revisions",
    "/revisions?places=US&measure=overdose-deaths-12m-reported",
    "/revisions?places=CA-QC&as_of=2023-01-01",
    "/revisions?start=2016-06&end=2024-12",
    "/lineage",
    "/lineage?places=CA-QC&as_of=2023-01-01",
    "/lineage?places=US&measure=overdose-deaths-12m-reported&period=2020-01/2020-12",
)
TABLES = (
    "/data/observations.csv?as_of=2019-06-30&edition=3",
    "/data/observations.csv?places=US-ME,US-OH&start=2020-01",
    "/data/observations.parquet?places=CA-BC&as_of=2020-08-25&edition=13",
    "/data/observations.json?places=CA-BC&shape=first&start=2020-01",
    "/data/observations.csv.gz?places=US-ME",
    "/data/vintages.csv?shape=changes&vintage=2020-08-25&source=ca-bc-coroners",
    "/data/vintages.csv?shape=triangle&measure=unregulated-deaths-month&places=CA-BC&start=2020-01",
    "/data/vintages.json?shape=triangle-wide&measure=unregulated-deaths-month&places=CA-BC&end=2016-12",
    "/data/releases.csv",
    "/data/measures.csv",
    "/data/claims.parquet",
    "/data/columns.csv",
    "/data/datapackage.json",
    "/data/observations.csv-metadata.json?places=CA-BC&shape=first",
    "/data/places.csv-metadata.json",
    "/timemap/chart/trend.csv?places=US-ME",
    "/releases.csv?places=CA-BC",
    "/releases.atom?source=us-me-ocme",
    "/releases.feed?measure=unregulated-deaths-month&lang=fr",
    "/releases/ca-bc-coroners/2020-08-25.csv",
    "/releases/ca-bc-coroners/2020-08-25.json",
    "/diff.csv?from=2020-08-25&to=2020-07-16&source=ca-bc-coroners",
    "/diff.json?from=2020-07-16&to=2020-08-25&places=CA-BC,US-ME&group=all&change=raised",
)
LAYERS = tuple(f"/chart/trend/{layer}.json?as_of=2020-08-25" for layer in ("wide", "narrow", "labels", "table", "svg"))
FOR_OTHER_SITES = (
    "/embed/trend?as_of=2020-08-25&edition=13",
    "/embed/change?places=CA&lang=fr",
    "/embed/vintages.json?as_of=2020-08-25",
    "/use/trend?as_of=2020-08-25&edition=13",
    "/use/map?places=US&newest=1",
    "/oembed?url=http://localhost/chart/trend&maxwidth=500",
    "/oembed?url=http://localhost/chart/map.png&format=xml",
    "/verify",
    "/verify?code=C7BP-0DYK-N3TF",
    "/verify.json?code=/chart/map?places=US",
    "/robots.txt",
    "/llms.txt",
    "/openapi.json",
    "/sitemap.xml",
)
REFUSED = (
    "/nope",
    "/chart/nope",
    "/chart/nope.csv",
    "/chart/tend.json",
    "/data/nope.csv",
    "/data/observations.xml",
    "/data/observations.csv?shape=triangle",
    "/data/vintages.csv?shape=triangle&places=CA-BC",
    "/data/vintages.csv?shape=changes&vintage=2020-08-26&source=ca-bc-coroners",
    "/data/vintages.csv?vintage=2020-08-25",
    "/assets/nope.css",
    "/_dash/nope",
    "/chart/trend?as_of=yesterday",
    "/chart/trend.csv?as_of=2020-13-01",
    "/chart/trend.json?places=CA-BB",
    "/chart/trend?measure=deaths",
    "/chart/trend.csv?unit=percent",
    "/chart/trend?group=sex:none",
    "/chart/map?notes=0",
    "/chart/compare.csv?places=" + ",".join(["CA-BC"] * 2),
    "/chart/trend?edition=999",
    "/chart/trend?lang=de",
    "/chart/trend?window=6",
    "/chart/trend?start=2021-01&end=2020-01",
    "/chart/trend?places=CA-BC&places=CA-AB",
    "/sources?places=CA-BC",
    "/data/places.csv?lang=fr",
    "/releases?source=ca-bc",
    "/releases?page=99",
    "/claims?page=99",
    "/releases/ca-bc-coroners/2020-08-24",
    "/releases/nope/2020-08-25.csv",
    "/diff?from=yesterday",
    "/diff.csv?to_edition=999",
    "/diff?change=wrong",
    "/healthz",
)


def addresses():
    """Every address, in one order and each once."""
    return tuple(
        dict.fromkeys((*_pages(), *_charts(), *_places(), *_choices(), *TABLES, *LAYERS, *FOR_OTHER_SITES, *REFUSED))
    )


def _pages():
    for page, lang in product(PAGES, LANGUAGES):
        yield _address(page, "" if lang == "en" else "lang=fr")


def _charts():
    for slug, suffix, day, lang in product(CHARTS, FORMATS, DAYS, LANGUAGES):
        yield _address(f"/chart/{slug}{suffix}", day, "" if lang == "en" else "lang=fr")


def _places():
    for slug, suffix, place in product(CHARTS, ("", ".csv"), PLACES):
        yield _address(f"/chart/{slug}{suffix}", f"places={place}")


def _choices():
    for slug, suffix in product(CHARTS, ("", ".csv", ".svg")):
        for choice in CHOICES[slug]:
            yield _address(f"/chart/{slug}{suffix}", choice)


def _address(path, *options):
    query = "&".join(option for option in options if option)
    return path + ("&" if "?" in path else "?") * bool(query) + query
