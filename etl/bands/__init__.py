"""How far a fresh value will move: ranges in which values like it ended, and how well such ranges did before."""
