"""The website: one edition to plain pages that read well without scripts, from a server or from a folder."""

from topicwire.render.site.sheets import site_sheets

__all__ = ["site_sheets"]
