"""Charts as Plotly figures: pure functions from published values to plain data."""
