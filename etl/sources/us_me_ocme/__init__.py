"""Maine: monthly overdose reports by the Attorney General and the Office of Chief Medical Examiner, transcribed.

Four series that must not be mixed: the monthly reports count confirmed and suspected deaths together, the same reports
give the parts and, for the year before, confirmed deaths only; the quarterly and annual reports are a series of their
own. Few reports state their day; where it was assumed from the month reported on, the file says so.
"""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
