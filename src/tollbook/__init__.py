"""Tollbook reads reports of conflict and keeps one sourced record of each event."""

__version__ = "0.1.0"
