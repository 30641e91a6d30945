"""What is said of each chart: its words and its table, generated from what it shows."""
