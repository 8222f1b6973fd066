"""Taking over an existing hub: reading its files, planning its stories, fitting its scores, storing it all."""

from topicwire.newsroom.importing.taking import Import, import_hub

__all__ = ["Import", "import_hub"]
