"""Saskatchewan: drug toxicity deaths that the Coroners Service had confirmed, by year, from copies of its report.

The report is overwritten in place. Years that were not over on the day of a release are left out: the copies do not
say to which month such a count runs.
"""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
