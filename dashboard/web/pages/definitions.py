"""What each measure of a chart counts, how, and under what terms."""

from dataclasses import dataclass

from dashboard.charts.rendered import RenderedChart


@dataclass(frozen=True)
class MeasureDefinition:
    """What is counted by one measure, how, and under what terms: terms and what they say."""

    title: str
    publisher: str
    url: str
    section_url: str
    terms: tuple[tuple[str, str], ...]


def measure_definitions(chart: RenderedChart) -> tuple[MeasureDefinition, ...]:
    """Return what each measure of a chart counts, with how to cite it as it is shown."""
    locale, cited = chart.locale, f"{chart.text.publication_note}. {chart.pinned_url}"
    text, localize = locale.text, locale.localize
    sources = {view.measure.id: view.source for view in chart.data.views}
    return tuple(
        MeasureDefinition(
            title=localize(measure.title),
            publisher=localize(sources[measure.id].publisher),
            url=sources[measure.id].url,
            section_url=chart.dataset.urls.sources(locale.code, sources[measure.id].id),
            terms=(
                (text("What is counted"), localize(measure.definition)),
                (text("How certain it is"), localize(measure.certainty)),
                (text("Where"), localize(measure.geography)),
                (text("What is withheld"), localize(measure.suppression)),
                (text("How often it is published"), localize(sources[measure.id].cadence)),
                (text("Terms"), localize(sources[measure.id].terms)),
                (text("How to cite it"), f"{localize(sources[measure.id].citation)} {cited}"),
            ),
        )
        for measure in chart.data.definitions
    )
