"""Parts of Plotly figures that several charts share."""
