"""Charts as Plotly figures: pure functions from figures to plain data, and from a figure to SVG."""
