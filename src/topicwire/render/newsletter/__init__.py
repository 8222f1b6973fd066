"""The newsletter from a frozen edition: which stories an issue tells, and the letter as HTML and as text. Pure."""
