"""Arrays to Plotly figures and pictures."""
