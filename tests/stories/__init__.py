"""Whole journeys: the program as people and operators meet it."""
