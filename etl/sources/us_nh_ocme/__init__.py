"""New Hampshire: drug deaths confirmed so far and cases still awaiting toxicology, transcribed from the press.

Each update of the Office of Chief Medical Examiner gives both numbers for a year; as toxicology comes in, the second
falls and the first rises. They are two measures, and their sum is stated nowhere.
"""

from etl.parsing.transcribed import transcribed_source

SOURCE = transcribed_source(__file__)
