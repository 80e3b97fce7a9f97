#!/usr/bin/env python3
"""WordPieces against the tokenizers package, word by word.

    word_pieces.py RELATA_WORD_PIECES MODEL_FOLDER [TEXT.conllu...]

RELATA_WORD_PIECES is the program of bench/ (-DRELATA_BENCH=ON), MODEL_FOLDER has vocab.txt and tokenizer.json of
an uncased BERT. Compares every code point alone and between letters, random words of all scripts, random bytes and
the words of the given files. Exit 1 if a word differs, unless it has a character that the package files under
another category than Unicode 14 (it has the categories of Unicode 8); 77, and a line that says so, without the package.
"""
import random
import subprocess
import sys
import unicodedata
from pathlib import Path

try:
    from tokenizers import Tokenizer
except ImportError:
    print("SKIPPED: the tokenizers package is not installed; pip install tokenizers")
    sys.exit(77)

MOST = 16
SCRIPTS = [(0x20, 0x7F), (0x20, 0x7F), (0xA0, 0x250), (0x250, 0x370), (0x370, 0x530), (0x530, 0x700), (0x900, 0xE80), (0xE80, 0x1200),
           (0x1E00, 0x2100), (0x2100, 0x2C00), (0x3000, 0x3400), (0x4E00, 0x5200), (0xAC00, 0xD7A4), (0xF900, 0xFFF0), (0x1F300, 0x1FAFF),
           (0x1D100, 0x1D800), (0x20000, 0x20100), (0x2F800, 0x2FA20)]


def words(files):
    for value in range(sys.maxunicode + 1):
        if not 0xD800 <= value <= 0xDFFF:
            yield chr(value)
            yield "a" + chr(value) + "b"
    rng = random.Random(7)
    for _ in range(60000):
        first, last = rng.choice(SCRIPTS)
        other = rng.choice(SCRIPTS)
        yield "".join(chr(rng.randrange(*(other if rng.random() < 0.1 else (first, last)))) for _ in range(rng.randint(1, 12)))
    for _ in range(20000):
        yield rng.randbytes(rng.randint(1, 20)).decode("utf-8", "replace")
    for length in (99, 100, 101, 102, 500):
        yield "a" * length
        yield "é" * length
        yield "e\u0301" * length
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            if line and line[0] != "#":
                yield line.split("\t")[1]


def is_young(model, c):
    """The package files `c` under another category than Unicode 14 does, which happens to what came or moved after Unicode 8."""
    category = unicodedata.category(c)
    alone = category[0] == "P" or (c.isascii() and c.isprintable() and not c.isalnum() and c != " ")
    dropped = category in {"Mn", "Cc", "Cf", "Co"} and c not in "\t\n\r" or c == "\N{REPLACEMENT CHARACTER}"
    parts = len(model.pre_tokenizer.pre_tokenize_str("a" + c + "b"))
    left = model.normalizer.normalize_str("a" + c + "b")
    return alone != (parts == 3) or dropped != (left == "ab") or 0x2B820 <= ord(c) < 0x2B920  # a slip in the package's ideographs


def main():
    program, folder, *files = sys.argv[1:]
    model = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    model.no_truncation()
    model.no_padding()
    special = {f"[{name}]" for name in ("PAD", "UNK", "CLS", "SEP", "MASK")}
    todo = [w for w in words(files) if not any(s in w for s in special)]
    run = subprocess.run([program, str(Path(folder) / "vocab.txt")], input="".join(w.encode().hex() + "\n" for w in todo),
                         capture_output=True, text=True, check=True)
    print(run.stderr.strip())
    ours = [[int(x) for x in line.split()] for line in run.stdout.splitlines()]
    unknown = model.token_to_id("[UNK]")
    differing = excused = 0
    for word, got, wanted in zip(todo, ours, model.encode_batch(todo, add_special_tokens=False), strict=True):
        if got == (wanted.ids[:MOST] or [unknown]):
            continue
        if not any(is_young(model, c) for c in word):
            differing += 1
            if differing <= 20:
                print(f"differs: {word!r} {[hex(ord(c)) for c in word][:12]} got {got} wanted {wanted.ids}")
        else:
            excused += 1
    print(f"{len(todo)} words, {differing} differ; {excused} more with characters that the package files under another category")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
