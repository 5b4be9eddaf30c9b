"""Accounts of many reports to incidents."""
