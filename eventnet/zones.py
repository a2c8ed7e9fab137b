"""Zones to offer first; any other zone of the IANA database can be typed."""

_NEAR = ("Berlin", "Vienna", "Zurich", "Amsterdam", "Brussels", "Copenhagen", "Luxembourg", "Paris", "Prague", "Warsaw")
_NORTH = ("Dublin", "Helsinki", "London", "Oslo", "Riga", "Stockholm", "Tallinn", "Vilnius")
_SOUTH = ("Athens", "Belgrade", "Bratislava", "Bucharest", "Budapest", "Istanbul", "Kyiv", "Lisbon", "Ljubljana")
_WEST = ("Madrid", "Rome", "Sofia", "Zagreb")
_AMERICA = ("Bogota", "Chicago", "Denver", "Los_Angeles", "Mexico_City", "New_York", "Sao_Paulo", "Toronto")
_ASIA = ("Bangkok", "Dubai", "Hong_Kong", "Jakarta", "Jerusalem", "Kolkata", "Seoul", "Shanghai", "Singapore", "Tokyo")
_AFRICA = ("Cairo", "Johannesburg", "Lagos", "Nairobi")

OFFERED = [
    *(f"Europe/{city}" for city in (*_NEAR, *_NORTH, *_SOUTH, *_WEST)),
    *(f"America/{city}" for city in _AMERICA),
    *(f"Asia/{city}" for city in _ASIA),
    *(f"Africa/{city}" for city in _AFRICA),
    "Australia/Sydney",
    "Pacific/Auckland",
    "UTC",
]
