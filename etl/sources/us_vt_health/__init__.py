"""Vermont: opioid-related deaths of residents, from the Department of Health, transcribed."""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
