"""Vermont: opioid-related deaths of residents, from the Department of Health, transcribed."""

from etl.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
