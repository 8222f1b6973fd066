"""Set phrases by language: tables, and which of them an article is read with."""
