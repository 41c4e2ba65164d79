"""Parses exported records with the parsers of mkdocs-macros-adr-summary: `records.py FOLDER`."""

import sys
from pathlib import Path

from mkdocs_macros_adr_summary.factory import get_parser

folder = Path(sys.argv[1])
# What each header is measured to give: the classic one serves MADR 2 and Nygard, front matter MADR 3 and 4.
expected = [
    ("madr4", "MADR4"), ("madr4", "MADR3"), ("classic", "MADR2"), ("classic", "nygard"), ("nygard", "nygard"),
]
failed = False
for style, parser in expected:
    for path in sorted((folder / style).glob("0*.md")):
        record = get_parser(parser).parse(path, folder)
        # Nygard's status is a list of paragraphs; a link to the record replaced stands among them.
        status = " ".join([record.status or "", *record.statuses]).lower()
        wanted = "super" if path.name.startswith("0001") else "proposed"
        sound = record.title and ": use " in record.title and str(record.date) == "2026-11-23" and wanted in status
        if not sound:
            failed = True
            print(f"{path.name} as {parser}: {record}", file=sys.stderr)
if failed:
    sys.exit(1)
print(f"mkdocs-macros-adr-summary: title, date and status of {len(expected)} pairs of style and parser are read")
