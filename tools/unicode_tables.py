#!/usr/bin/env python3
"""Writes lib/relata/core/unicode_tables.inc: which code points are spaces, letters, digits and
capitals, and how capitals fold, from the Unicode data that Python carries.

    python3 tools/unicode_tables.py > lib/relata/core/unicode_tables.inc
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


def table(name, kind, rows):
    print(f"constexpr {kind} {name}[] = {{")
    line = "   "
    for row in rows:
        cell = " {" + ", ".join(hex(x) if i < 2 else str(x) for i, x in enumerate(row)) + "},"
        if len(line) + len(cell) > 118:
            print(line)
            line = "   "
        line += cell
    print(line)
    print("};")


print(f"// Unicode {unicodedata.unidata_version}, code points above ASCII. Written by tools/unicode_tables.py.")
table("kLetters", "Range", ranges(lambda c: unicodedata.category(c) in LETTERS))
table("kDigits", "Range", ranges(lambda c: unicodedata.category(c) == "Nd"))
table("kCapitals", "Range", ranges(lambda c: unicodedata.category(c) in {"Lu", "Lt"}))
table("kFoldings", "Folding", foldings())
