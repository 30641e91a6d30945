"""Looks through feeds for writings that quote figures and are not entered yet. Enters nothing by itself."""
