"""Holds the record of releases: the table as a change log, the ledger, their files, and what is asked of them."""
