#!/usr/bin/env python3
"""tools/knowledge_tables.py says where a row of a table is malformed, and reads the tables that ship."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(sys.argv[1]) / "tools"))
import knowledge_tables as tables  # noqa: E402

SECTION = "@ Person\tUSA\t0.5\n"
CASES = [  # text of a listing of people, what is said
    ("Jo Doe\tm\t\t\n", ":1: stands before the first section"),
    ("@ Persn\tUSA\t0.5\n", ":1: a section is"),
    (SECTION + "Jo Doe\tm\tA;B\tL Body 1987\textra\n", ":2: 5 columns, 4 are known"),
    (SECTION + "Jo Doe\tm\t\tL Body 1987-13\n", ':2: "1987-13" is no date'),
    (SECTION + "Jo Doe\tm\t\tL Body 1990 1987-02\n", ":2: a term ends 1987-02, before it begins 1990"),
    (SECTION + "Jo Doe\tm\t\tleds Body\n", ':2: "leds Body" is no fact'),
    (SECTION + "Jo Doe\tm\t\tL\n", ':2: "L" is no fact'),
    (SECTION + "Jo Doe\tm\t\t\n# a comment\nJo Doe\tf\t\t\n", ':4: "jo-doe" stands in tools/knowledge/people.tsv:2 already'),
    (SECTION + "+Jo Doe (politician)\tm\tJoe;~Doe;JD;=jd;Q42\tL Body 1987 1990-02\n", None),
]


def main():
    wrong = []
    for name, columns in (("places.tsv", 3), ("organizations.tsv", 3), ("companies.tsv", 3), ("people.tsv", 4)):
        if len(list(tables.listing(name, columns))) < 300:
            wrong.append(f"{name} has hardly any rows")
    with tempfile.TemporaryDirectory() as folder:
        tables.TABLES = pathlib.Path(folder)
        for text, said in CASES:
            (tables.TABLES / "people.tsv").write_text(text, encoding="utf-8")
            try:
                rows, message = list(tables.listing("people.tsv", 4)), None
            except SystemExit as end:
                message = str(end)
            if (message is None) != (said is None) or (said and said not in message):
                wrong.append(f"{text!r}: said {message!r}, not {said!r}")
        thing = rows[0]
        read = (thing.key, thing.label, thing.title, thing.names, thing.partial, thing.acronyms, thing.codes, thing.items, thing.facts)
        if read != ("jo-doe-politician", "Jo Doe", "Jo Doe (politician)", ["Joe"], ["Doe"], ["JD"], ["jd"], ["Q42"],
                    [("leads", "Body", "1987", "1990-02")]) or abs(thing.popularity - 0.7) > 1e-9:
            wrong.append(f"read as {read}")
    print("\n".join(wrong) or f"{len(CASES)} tables as expected")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
