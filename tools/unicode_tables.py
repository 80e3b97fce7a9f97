#!/usr/bin/env python3
"""Writes the tables of lib/relata/core from the Unicode data that Python carries: which code points are
letters, digits and capitals and how capitals fold (unicode_tables.inc); which are punctuation, control
characters and marks without width, and what is left of a character without its marks (base_letters.inc).

    python3 tools/unicode_tables.py > lib/relata/core/unicode_tables.inc
    python3 tools/unicode_tables.py --base > lib/relata/core/base_letters.inc
"""
import sys
import unicodedata

LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc"}  # marks belong to the letter they sit on


def ranges(wanted):
    """[(first, last)] of the code points above ASCII for which wanted(char) holds."""
    out = []
    for value in range(0x80, sys.maxunicode + 1):
        if 0xD800 <= value <= 0xDFFF or not wanted(chr(value)):
            continue
        if out and out[-1][1] == value - 1:
            out[-1] = (out[-1][0], value)
        else:
            out.append((value, value))
    return out


def simple_lower(value):
    """The one code point that `value` lowers to, or itself where lowering needs several."""
    lowered = chr(value).lower()
    return ord(lowered) if len(lowered) == 1 else value


def foldings():
    """[(first, last, step, shift)]: every step-th code point of a range lowers by adding shift."""
    out = []
    for value in range(0x80, sys.maxunicode + 1):
        if 0xD800 <= value <= 0xDFFF or simple_lower(value) == value:
            continue
        shift = simple_lower(value) - value
        if out:
            first, last, step, same = out[-1]
            gap = value - last
            if same == shift and gap <= 2 and (first == last or gap == step):
                out[-1] = (first, value, gap, shift)
                continue
        out.append((value, value, 1, shift))
    return out


def base_of(value):
    """Code points of the canonical decomposition of `value` without its marks, lowered one by one."""
    parts = [c for c in unicodedata.normalize("NFD", chr(value)) if unicodedata.category(c) != "Mn"]
    return [simple_lower(ord(c)) for c in parts]


def bases():
    """[(first, last, base, second, third)]: all of a range come down to the same one to three letters; where
    lowering alone says so too, no row. Hangul syllables come apart by arithmetic and Mn have their own table."""
    out = []
    for value in range(0x80, sys.maxunicode + 1):
        if 0xD800 <= value <= 0xDFFF or 0xAC00 <= value <= 0xD7A3 or unicodedata.category(chr(value)) == "Mn":
            continue
        base = base_of(value)
        if base == [simple_lower(value)]:
            continue
        base = (base + [0, 0])[:3]
        row = tuple(base)
        if out and out[-1][1] == value - 1 and out[-1][2:] == row:
            out[-1] = (out[-1][0], value, *row)
        else:
            out.append((value, value, *row))
    return out


def table(name, kind, rows):
    print(f"constexpr {kind} {name}[] = {{")
    line = "   "
    for row in rows:
        cell = " {" + ", ".join(hex(x) if i < 2 or kind == "Base" else str(x) for i, x in enumerate(row)) + "},"
        if len(line) + len(cell) > 118:
            print(line)
            line = "   "
        line += cell
    print(line)
    print("};")


print(f"// Unicode {unicodedata.unidata_version}, code points above ASCII. Written by tools/unicode_tables.py.")
if sys.argv[1:] == ["--base"]:
    table("kPunctuation", "Range", ranges(lambda c: unicodedata.category(c).startswith("P")))
    table("kControls", "Range", ranges(lambda c: unicodedata.category(c) in {"Cc", "Cf", "Co"}))
    table("kMarks", "Range", ranges(lambda c: unicodedata.category(c) == "Mn"))
    table("kBases", "Base", bases())
else:
    table("kLetters", "Range", ranges(lambda c: unicodedata.category(c) in LETTERS))
    table("kDigits", "Range", ranges(lambda c: unicodedata.category(c) == "Nd"))
    table("kCapitals", "Range", ranges(lambda c: unicodedata.category(c) in {"Lu", "Lt"}))
    table("kFoldings", "Folding", foldings())
