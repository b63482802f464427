"""Words that tell a publisher's name from the rest of a headline, in lower case."""

SMALL = frozenset([
    "a", "al", "an", "and", "at", "by", "da", "das", "de", "dei", "del", "della", "dello", "der",
    "des", "di", "die", "do", "dos", "du", "e", "ed", "el", "en", "es", "et", "for", "i", "il",
    "in", "la", "las", "le", "les", "lo", "los", "o", "of", "on", "or", "per", "por", "pour",
    "sur", "the", "to", "und", "van", "von", "y", "zu",
])  # fmt: skip
"""Words that names have in lower case, in the languages of news."""

CLAUSE = frozenset([
    "am", "amid", "are", "be", "been", "but", "can", "cannot", "can’t", "could", "did", "does",
    "doesn’t", "don’t", "had", "has", "have", "he", "her", "here", "his", "is", "isn’t", "it",
    "its", "it’s", "must", "not", "over", "said", "say", "says", "she", "should", "than", "that",
    "their", "them", "they", "this", "was", "we", "were", "while", "who", "whom", "why", "will",
    "with", "won’t", "would", "you", "your",
])  # fmt: skip
"""Verbs and pronouns of headlines, which names are without."""

OPENERS = frozenset([
    "after", "as", "because", "before", "despite", "how", "if", "inside", "meet", "what",
    "what’s", "when", "where", "which", "whose",
])  # fmt: skip
"""First words of a headline's second half."""

LABELS = frozenset([
    "analysis", "breaking", "commentary", "editorial", "exclusive", "explained", "explainer",
    "gallery", "highlights", "in", "interview", "latest", "live", "new", "news", "of", "opinion",
    "podcast", "profile", "recap", "report", "reports", "review", "story", "study", "survey",
    "top", "update", "updates", "video", "videos", "world",
])  # fmt: skip
"""Words of a rubric, or of what kind of piece it is."""
