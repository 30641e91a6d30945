"""Every chart as it looks now beside how it looked in another commit, as one page."""
