r"""Real metrics from a file: read the table, propose what its columns mean, and parse it row by row.

>>> from datetime import UTC, datetime
>>> from zoneinfo import ZoneInfo
>>> table = read_table(b"Date,Reach,Likes\n2026-01-05 09:30,100,7\n2026-01-06 09:30,90,-7\n", "posts.csv")
>>> mapping = guess_mapping(table.header, table.rows[:20])
>>> result = parse(table, mapping, zone=ZoneInfo("Europe/Berlin"), now=datetime(2026, 2, 1, tzinfo=UTC))
>>> [(post.published_at.hour, post.views, post.likes) for post in result.rows]
[(8, 100, 7)]
>>> [(error.row, error.column, error.value) for error in result.errors]
[(3, 'Likes', '-7')]
"""

from core.analytics.imports.parse import parse
from core.analytics.imports.recognise import guess_mapping
from core.analytics.imports.table import read_table

__all__ = ["guess_mapping", "parse", "read_table"]
