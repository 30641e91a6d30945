"""Names the measures of the CDC's provisional table of drug overdose deaths, in the order of its releases' rows."""

REPORTED = "overdose-deaths-12m-reported"
PREDICTED = "overdose-deaths-12m-predicted"
ALL_DEATHS = "all-deaths-12m-reported"
SPECIFIED = "drugs-specified-12m-percent"
COMPLETE = "overdose-deaths-12m-percent-complete"
PENDING = "overdose-deaths-12m-percent-pending"
MEASURES = (REPORTED, PREDICTED, ALL_DEATHS, SPECIFIED, COMPLETE, PENDING)
