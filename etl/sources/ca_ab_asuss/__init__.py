"""Alberta: the Substance Use Surveillance System (ASUSS) of Alberta Health, transcribed from what the press quoted.

The dashboard restates its whole history at each update and keeps nothing of what it said before. Three measures that
must not be mixed: opioid-related deaths, deaths from all drugs (one to ten per cent more; the press confuses the words)
and the accidental opioid deaths of the quarterly reports before the dashboard.
"""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
