"""Reads a draft of a writing: finds the figures that it quotes, and what each is of. Judges none."""

from etl.claims.drafts.reader import Found, find_quotations

__all__ = ["Found", "find_quotations"]
