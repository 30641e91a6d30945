"""What is computed from series is kept, and can be let go of."""

import gc
import weakref

from etl.store.series import Series
from etl.store.series_cache import cached_by_series, forget_series


def test_what_was_computed_is_kept_until_all_is_let_go_of():
    computed = []

    @cached_by_series(8)
    def length(series):
        computed.append(series.key)
        return len(series.log)

    series = Series(("a", "b", "c", "d"), {})
    assert [length(series), length(series)] == [0, 0]
    assert len(computed) == 1
    watched = weakref.ref(series)
    computed.clear()
    del series
    gc.collect()
    assert watched() is not None
    forget_series()
    gc.collect()
    assert watched() is None
