"""How fast the dashboard is, beside a typical Dash app that shows the same series and notes. Never a test."""
