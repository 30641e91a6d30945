"""Loads published drug-toxicity death counts into one table in which every figure carries the day it was published."""
