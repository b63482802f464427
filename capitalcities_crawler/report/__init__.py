"""The report: an archive on one page of HTML that needs nothing else, not even a network.

``figures`` asks the archive, ``charts`` turns numbers into geometry, ``templates`` draws them.
"""

from capitalcities_crawler.report.page import render

__all__ = ["render"]
