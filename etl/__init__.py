"""Loads published drug-toxicity death counts into one table in which every value carries the day it was published."""
