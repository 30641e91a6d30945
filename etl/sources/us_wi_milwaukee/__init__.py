"""Milwaukee County: drug-related deaths by month, counted from a copy of the medical examiner's list of cases.

Two series: all manners of death, and accidents only. The month in which the file ends is left out.
"""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
