"""Record files as a way to edit: found, understood field by field, and taken as rulings (docs/decisions/0009)."""
