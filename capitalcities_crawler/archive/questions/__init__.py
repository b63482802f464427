"""Questions that analysts of news ask, with the SQL that answers them.

Each file beside this one is a question; its name is the slug. It begins with comments::

    -- title: Places without articles lately
    -- topic: People, places and topics
    -- parameter: days = 14; how many days, counted back from the newest article
    -- What the answer says, in a few lines.

and goes on with one query for both databases, or with one for each below ``-- on sqlite:`` and
``-- on postgresql:``. Parameters stand in a query as ``:name``; they are texts, whatever they mean
(a form in a browser knows nothing else), and the query itself makes numbers of them.
"""

from capitalcities_crawler.archive.questions.ask import Answer, ask
from capitalcities_crawler.archive.questions.store import (
    TOPICS,
    Parameter,
    Question,
    question,
    questions,
)

__all__ = ["TOPICS", "Answer", "Parameter", "Question", "ask", "question", "questions"]
