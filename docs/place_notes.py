"""Print the cities about which the list has something to say, as Markdown."""

from __future__ import annotations

from capitalcities_crawler.places.gazetteer import cities, countries


def table() -> str:
    """Give a row for each city with a note, by the names of the countries."""
    names = {one.code: one.name for one in countries()}
    noted = [(names[city.country], city) for city in cities() if city.note]
    rows = (
        f"| {country} | {city.name} | {'yes' if city.is_capital else 'no'} | {city.note} |"
        for country, city in sorted(noted, key=lambda row: (row[0], row[1].name))
    )
    return "\n".join(["| country | city | capital | note |", "| --- | --- | --- | --- |", *rows])
