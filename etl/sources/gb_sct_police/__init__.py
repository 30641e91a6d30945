"""Scotland: suspected drug deaths by quarter, from the records of Police Scotland, transcribed.

No value was seen to be revised. The issue of October to December 2025 was the last; most stories that quote an issue
carry no day, which is then assumed from the month in which issues appear.
"""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
