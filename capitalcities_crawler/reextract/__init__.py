"""Today's extractor over the records that were kept, and what it reads otherwise than before.

``extract`` reads one article from its records (in any process: no database), ``reading`` is what came
of it, ``pool`` spreads the work, ``differences`` compares, ``run`` puts it all together.
"""
