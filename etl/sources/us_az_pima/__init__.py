"""Pima County: accidental overdose deaths by month, counted from copies of the medical examiner's files.

The office also takes cases for other counties, and whether they are in a file changes from one to the next: only those
of Pima County are counted. A file is a year, or a few, up to a day; the month in which it ends is left out, unless it
holds a death of that month's last day.
"""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
