"""Cuyahoga County: overdose deaths by month, counted from copies of the medical examiner's file of cases.

Two series: all manners of death, and accidents only. The month in which a file ends is left out.
"""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
