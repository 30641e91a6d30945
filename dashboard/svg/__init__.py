"""A Plotly figure of plain data as SVG, without a browser; knows nothing of this project."""
