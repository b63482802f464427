"""The relational archive: schema, migrations, views and queries. Imports no Scrapy."""
