"""The lab: what a change of keywords, topics, thresholds or scores would do to the last days, before it is made."""
