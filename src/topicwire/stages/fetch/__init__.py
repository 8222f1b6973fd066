"""Fetching: gets the page of a tip, or says why there is none."""
