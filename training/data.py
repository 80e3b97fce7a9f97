"""Data sets as sentences, and sentences as windows: what the model learns from.

Every set becomes a list of `Sentence`; what a set does not annotate is None and costs nothing. Names are BIO labels over
NAME_TYPES; where a set leaves kinds of names out, a token outside its names may be anything of those kinds (`open`), so
that sets with different guidelines do not contradict each other: the loss sums over all labels that are allowed
(marginal likelihood over partial labels; Jin and Ghahramani 2002).

Only sets whose licence allows a released model are read here (the rows that say "yes" in the data folder's README).
"""
import gzip
import json
import os
import re
from dataclasses import dataclass, field

NAME_TYPES = ["PER", "ORG", "LOC", "EVENT", "WORK", "MISC"]
NAME_TAGS = ["O"] + [f"{p}-{t}" for t in NAME_TYPES for p in "BI"]
MENTION_TYPES = ["none", "person", "organization", "place", "event", "time", "object", "substance", "animal", "plant", "abstract"]
OTHER_NAMES = {"EVENT", "WORK", "MISC"}  # what CoNLL-2003 and Wikigold call MISC

# Genres of GUM under CC BY or CC BY-SA.
GUM_GENRES = {"academic", "bio", "court", "interview", "news", "voyage"}


@dataclass
class Sentence:
    words: list
    doc: str
    paragraph: int = 0
    tags: list = None      # UPOS|FEATS
    lemmas: list = None
    heads: list = None     # 0 = root, else 1-based word of the sentence
    rels: list = None
    names: list = None     # label in NAME_TAGS, "B-*" / "I-*" (any of OTHER_NAMES), "?" (outside or any of OTHER_NAMES)
    open: frozenset = frozenset()  # name types that the set does not annotate
    mentions: list = None  # for each word the type of the mention that it heads, or "none"
    pieces: list = field(default=None, repr=False)
    shapes: list = field(default=None, repr=False)


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def find(folder, name):
    for suffix in ("", ".gz"):
        path = os.path.join(folder, name + suffix)
        if os.path.exists(path):
            return path
    raise SystemExit(f"{os.path.join(folder, name)}: no such file; give the data folder")


# --- treebanks -------------------------------------------------------------------------------------------------------

def read_conllu(path, genres=None):
    """Sentences of a CoNLL-U file. `genres`: keep GUM documents of these only."""
    doc, paragraph, rows, out, sent_id = "", 0, [], [], ""
    for line in opened(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            doc, paragraph = line.split("=", 1)[1].strip(), 0
        elif re.match(r"# newpar( |$)", line):
            paragraph += 1
        elif line.startswith("# sent_id"):
            sent_id = line.split("=", 1)[1].strip()
        elif not line:
            if rows and (genres is None or doc.split("_")[1] in genres):
                s = Sentence([r[1] for r in rows], doc, paragraph, [r[3] + "|" + r[5] for r in rows], [r[2] for r in rows],
                             [int(r[6]) for r in rows], [r[7] for r in rows])
                if genres is not None:
                    s.mentions = mention_heads(rows)
                s.sent_id = sent_id
                out.append(s)
            rows = []
        elif line[0] != "#":
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    return out


def mention_heads(rows):
    """Type of the mention that each word heads, from GUM's Entity= brackets (etype and minspan); inner mentions win."""
    types, stack = ["none"] * len(rows), []
    for at, row in enumerate(rows):
        entity = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for opening, closing in re.findall(r"\(([^()]*)|([^()]*\))", entity):
            if opening:
                part = opening.split("-")
                stack.append((part[0], part[1], part[5] if len(part) > 5 else "1", at))
                # a mention of one word closes at once: "(4-...)" leaves ")" as the next match
            elif closing:
                key = closing[:-1]
                where = max((i for i, s in enumerate(stack) if key in ("", s[0])), default=None)
                if where is None:
                    continue
                _, kind, minspan, first = stack.pop(where)
                inside = range(first, at + 1)
                head = next((i for i in inside if not first < int(rows[i][6]) <= at + 1), at)
                if re.fullmatch(r"\d+", minspan) and first + int(minspan) - 1 <= at:
                    head = first + int(minspan) - 1
                if kind in MENTION_TYPES and types[head] == "none":
                    types[head] = kind
    return types


# --- names -----------------------------------------------------------------------------------------------------------

CROSSNER = {
    "PER": "person politician writer musicalartist scientist researcher",
    "LOC": "country location",
    "ORG": "organisation politicalparty university band",
    "EVENT": "event election conference",
    "WORK": "book poem song album magazine academicjournal",
    "MISC": "misc award product programlang",
    # Often common nouns; whether they are names is left open.
    "?": "field task algorithm metrics literarygenre musicgenre musicalinstrument discipline theory chemicalcompound "
         "chemicalelement protein enzyme astronomicalobject",
}
CROSSNER = {t: k for k, v in CROSSNER.items() for t in v.split()}
WIKIGOLD = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "*"}
WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "creative-work": "WORK", "product": "MISC"}
PLAIN = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
DOCRED = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "*"}

_WORD = re.compile(r"\w+|[^\w\s]")


def read_names(path, table, open_types=(), demonyms=frozenset()):
    """Sentences of a set with entity spans. A record with `sentences` gives several of one document."""
    out = []
    for number, line in enumerate(opened(path)):
        record = json.loads(line)
        text = record["text"]
        spans = sorted({(e["start"], e["end"], e["type"]) for e in record["entities"]}, key=lambda s: (s[0], -s[1]))
        for start, end in record.get("sentences") or [[0, len(text)]]:
            words, at = [], start
            finder = re.compile(r"\S+") if record.get("tokenised") else _WORD
            for m in finder.finditer(text, start, end):
                words.append((m.start(), m.end(), m.group()))
            if not words:
                continue
            names, taken = ["O"] * len(words), -1
            for first, last, kind in spans:
                target = table.get(kind)
                if target is None or first < start or last > end:
                    continue
                inside = [i for i, w in enumerate(words) if first < w[1] and w[0] < last]
                if not inside or inside[0] <= taken:
                    continue
                if target == "LOC" and text[first:last].lower() in demonyms:
                    target = "*"
                taken = inside[-1]
                for i in inside:
                    names[i] = "?" if target == "?" else ("B-" if i == inside[0] else "I-") + target
            out.append(Sentence([w[2] for w in words], f"{os.path.basename(path)}:{number}", names=names, open=frozenset(open_types)))
    return out


def attach_names(sentences, path):
    """Puts the names of UNER on the sentences of its treebank, where both spell the same without spaces."""
    records = {}
    for line in opened(path):
        record = json.loads(line)
        records[record["id"]] = record
    done = 0
    for s in sentences:
        record = records.get(s.sent_id)
        if record is None or "".join(record["text"].split()) != "".join(s.words):
            continue
        bare = [0]  # characters other than blanks before each character of the text
        for c in record["text"]:
            bare.append(bare[-1] + (not c.isspace()))
        s.names, s.open, at = ["O"] * len(s.words), frozenset(OTHER_NAMES), 0
        places = [(bare[e["start"]], bare[e["end"]], e["type"]) for e in record["entities"]]
        for i, w in enumerate(s.words):
            for first, last, kind in places:
                if at < last and first < at + len(w):
                    s.names[i] = ("B-" if at <= first else "I-") + kind
            at += len(w)
        done += 1
    return done


def demonyms(folder):
    """Lower-case English demonyms, by which a LOC of Re-DocRED ("German") is told from a place."""
    with open(os.path.join(folder, "gazetteers/countries.json"), encoding="utf-8") as f:
        countries = json.load(f)
    found = {d.lower() for c in countries for d in c["demonyms"] if d}
    return frozenset(found | {"british", "english", "scottish", "welsh", "american", "european", "asian", "african", "arab", "soviet", "kurdish"})


DOMAINS = ("politics", "science", "music", "literature", "ai")


def training_sets(folder):
    """name -> sentences. Treebank sentences first; CrossNER's politics-dev is kept out (we choose on it)."""
    f = lambda name: find(folder, name)
    ewt = read_conllu(f("syntax/en_ewt-train.conllu"))
    sets = {"ewt": ewt, "gum": read_conllu(f("syntax/gum-train.conllu"), GUM_GENRES)}
    print("UNER on", attach_names(ewt, f("entities/uner_ewt-train.jsonl")), "of", len(ewt), "sentences of EWT")
    for domain in DOMAINS:
        for part in ("train", "dev"):
            if (domain, part) != ("politics", "dev"):
                sets[f"crossner_{domain}_{part}"] = read_names(f(f"entities/crossner_{domain}-{part}.jsonl"), CROSSNER)
    sets["wikigold"] = read_names(f("entities/wikigold.jsonl"), WIKIGOLD)
    sets["redocred"] = read_names(f("documents/redocred-dev.jsonl"), DOCRED, demonyms=demonyms(folder))
    sets["wnut17"] = read_names(f("entities/wnut17-train.jsonl"), WNUT, OTHER_NAMES)
    sets["btc"] = read_names(f("entities/btc-train.jsonl"), PLAIN, OTHER_NAMES)
    return sets


def dev_sets(folder):
    f = lambda name: find(folder, name)
    conll = {"person": "PER", "location": "LOC", "organisation": "ORG", "misc": "*"}
    return {
        "ewt": read_conllu(f("syntax/en_ewt-dev.conllu")),
        "gum": read_conllu(f("syntax/gum-dev.conllu"), GUM_GENRES | {"conversation", "speech", "textbook", "vlog", "essay", "fiction", "letter", "podcast", "whow"}),
        "politics": read_names(f("entities/crossner_politics-dev.jsonl"), CROSSNER),
        "conll2003": read_names(f("evaluation-only/conll2003-dev.jsonl"), conll),  # measured only
    }


# --- lines that newswires are full of and treebanks are not ---------------------------------------------------------

def wire_lines(folder, pool, rng, count=2400):
    """Results, standings and datelines made up from names of the gazetteers and of the other sets: towns there stand for clubs,
    surnames alone for people, and capitals say nothing. `pool`: names by type as lists of words."""
    import csv
    with open(os.path.join(folder, "gazetteers/world-cities.csv"), encoding="utf-8") as f:
        cities = [row["name"].split() for row in csv.DictReader(f)]
    with open(os.path.join(folder, "gazetteers/countries.json"), encoding="utf-8") as f:
        countries = [c["name"].split() for c in json.load(f)]
    named_so = lambda name: all(w[0].isupper() and w.replace(".", "").replace("-", "").replace("'", "").isalpha() for w in name)
    people, clubs = ([n for n in pool[kind] if len(n) <= most and named_so(n)] for kind, most in (("PER", 3), ("ORG", 2)))
    sports = "SOCCER BASKETBALL RUGBY CRICKET TENNIS ATHLETICS HOCKEY CYCLING BOXING GOLF BASEBALL HANDBALL".split()
    topics = "results standings summary scores final qualifier championship tournament group match league cup round".split()
    number = lambda top: str(rng.randint(0, top))
    o = lambda *words: [(w, "O") for w in words]
    named = lambda words, kind: [(w, ("B-" if i == 0 else "I-") + kind) for i, w in enumerate(words)]
    team = lambda: named(rng.choice(cities), "ORG") if rng.random() < 0.6 else named(rng.choice(clubs), "ORG")
    place = lambda: named(rng.choice(cities), "LOC")
    country = lambda: named(rng.choice(countries), "LOC")
    person = lambda: named(rng.choice(people), "PER")
    surname = lambda: named(rng.choice(people)[-1:], "PER")
    initial = lambda: named([chr(65 + rng.randrange(26)) + "."] + rng.choice(people)[-1:], "PER")
    athlete = lambda: (person() if rng.random() < 0.7 else initial()) + o("(") + country() + o(")")
    points = lambda: o(*[number(99) for _ in range(rng.randint(3, 8))])
    date = lambda: o(f"{rng.randint(1990, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}")
    forms = [
        lambda: team() + o(number(5)) + team() + o(number(5)),
        lambda: team() + o(number(120), "-") + team() + o(number(120)),
        lambda: team() + points(),
        lambda: o(str(rng.randint(1, 30)) + ".") + athlete() + o(f"{rng.randint(1, 59)}:{rng.randint(0, 59):02}.{number(99)}"),
        lambda: o(str(rng.randint(1, 30)) + ".") + athlete() + named(rng.choice(clubs), "ORG") + o(number(60), "points"),
        lambda: athlete() + o(rng.choice(["beat", "bt", "defeated", "leads"])) + athlete() + o(f"{number(6)}-{number(6)}", f"{number(6)}-{number(6)}"),
        lambda: person() + o("(") + (country() if rng.random() < 0.5 else team()) + o(")") + o(number(90)),
        lambda: team() + o("at") + team(),
        lambda: team() + o("v") + team() + o("(", f"{rng.randint(1, 23)}:00", ")"),
        lambda: o(rng.choice(sports), "-") + team() + o(rng.choice(["BEAT", "DRAW WITH", "EDGE", "CRUSH"]).split()[0]) + team() + o("IN", rng.choice(topics).upper(), "."),
        lambda: o(rng.choice(sports), "-") + country() + o("BEAT") + country() + o("IN", rng.choice(topics).upper(), "."),
        lambda: o(rng.choice(sports), "-", *rng.sample(topics, 2), "."),
        lambda: place() + date(),
        lambda: place() + o(",") + country() + date(),
        lambda: team() + o(":") + surname() + o(number(40)) + o(",") + surname() + o(number(40)),
        lambda: team() + o(number(5), "(") + surname() + o(number(90) + ",") + surname() + o(number(90), ")") + team() + o(number(5), "(") + surname() + o(number(90), ")"),
        lambda: o("Scorers", ":") + surname() + o(f"({number(90)}),") + surname() + o(f"({number(90)})"),
        lambda: initial() + o("c") + surname() + o("b") + surname() + o(number(140)),
        lambda: o("Attendance", ":", number(60) + "," + str(rng.randint(100, 999))),
        lambda: named(rng.choice(clubs), "ORG") + o(f"{number(300)}.{number(99)}", rng.choice(["+", "-"]) + f"{number(9)}.{number(99)}"),
        lambda: surname() + o("signed", "for") + team() + o("from") + team() + o("for", number(40), "million", "pounds", "."),
        lambda: team() + o(rng.choice(["striker", "midfielder", "captain", "coach", "goalkeeper"])) + person() + o(rng.choice(["scored", "said", "resigned", "was", "injured"]), "."),
    ]
    out = []
    for i in range(count):
        line = rng.choice(forms)()
        if rng.random() < 0.2:
            line = [(w.upper(), n) for w, n in line]
        out.append(Sentence([w for w, _ in line], f"wire:{i}", names=[n for _, n in line], open=frozenset(OTHER_NAMES)))
    return out


# --- lemma edit scripts ----------------------------------------------------------------------------------------------

def edit_script(form, lemma):
    """How to make the lemma from the form: CASE|cut front|cut back|add front|add back, or =WORD. The C++ side applies it
    (lib/relata/nlp/edit_script.hpp has the grammar)."""
    if lemma == lemma.lower():
        case, base = "l", form.lower()
    elif lemma[1:] == lemma[1:].lower() and form != lemma:
        case, base = "t", form[:1] + form[1:].lower()
    else:
        case, base = "k", form
    common = len(os.path.commonprefix([base, lemma]))
    if common == 0 or "|" in lemma or len(base) - common > 6:
        return "=" + lemma
    return f"{case}|0|{len(base) - common}||{lemma[common:]}"


def apply_edit_script(script, form):
    if script.startswith("="):
        return script[1:]
    case, front, back, before, after = script.split("|")
    front, back = int(front), int(back)
    base = form.lower() if case == "l" else form[:1] + form[1:].lower() if case == "t" else form
    if front + back > len(base):
        return base
    return before + base[front:len(base) - back] + after


# --- words as numbers ------------------------------------------------------------------------------------------------

MAX_PIECES = 16


class Words:
    """Pieces and shape of words (lib/relata/nlp/word_pieces.hpp is the same in C++)."""

    def __init__(self, vocabulary):
        from tokenizers import BertWordPieceTokenizer
        self.tokenizer = BertWordPieceTokenizer(vocabulary, lowercase=True)
        self.known = {}

    def pieces(self, word):
        if word not in self.known:
            self.known[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES] or [100]
        return self.known[word]


def shape(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6 if any(c.isdigit() for c in word) else 7
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if len(letters) == 1:
        return 4
    if all(upper):
        return 3
    return 2 if upper[0] and not any(upper[1:]) else 5


def index(sentences, words):
    for s in sentences:
        s.pieces = [words.pieces(w) for w in s.words]
        s.shapes = [shape(w) for w in s.words]


def labels_of(sentences):
    """Label lists of the heads, from the training data: tags, scripts, relations; rare ones are left out."""
    from collections import Counter
    tags, scripts, rels = Counter(), Counter(), Counter()
    for s in sentences:
        if s.tags:
            tags.update(s.tags)
            rels.update(s.rels)
            scripts.update(edit_script(w, l) for w, l in zip(s.words, s.lemmas) if l != "_" or w == "_")
    keep = lambda c, least: sorted((k for k in c if c[k] >= least), key=lambda k: (-c[k], k))
    return {"tags": keep(tags, 3), "scripts": keep(scripts, 3), "rels": keep(rels, 3), "names": NAME_TAGS, "mentions": MENTION_TYPES}


# --- windows ---------------------------------------------------------------------------------------------------------

@dataclass
class Window:
    """Consecutive sentences of one document, encoded together. Arrays are over its words."""
    sentences: list
    size: int  # subwords with [CLS] and [SEP]


def length(s):
    return sum(map(len, s.pieces))


def windows(sentences, budget):
    """Packs neighbours of one document; budget() gives the most subwords of the next window."""
    out, current, size, most = [], [], 2, budget()
    for s in sentences:
        n = length(s)
        if current and (s.doc != current[0].doc or size + n > most):
            out.append(Window(current, size))
            current, size, most = [], 2, budget()
        current.append(s)
        size += n
    if current:
        out.append(Window(current, size))
    return out


def random_budget(rng):
    """A third of the windows are single sentences, the others up to 128 subwords."""
    return lambda: 2 if rng.random() < 0.34 else rng.randint(32, 128)


def batches(items, tokens, rng=None):
    """Windows of similar length together, at most `tokens` padded subwords a batch."""
    items = list(items)
    if rng:
        rng.shuffle(items)
    out, step = [], 3000 if rng else len(items) or 1
    for a in range(0, len(items), step):
        current, widest = [], 0
        for w in sorted(items[a:a + step], key=lambda w: w.size):
            if current and max(widest, w.size) * (len(current) + 1) > tokens:
                out.append(current)
                current, widest = [], 0
            current.append(w)
            widest = max(widest, w.size)
        if current:
            out.append(current)
    if rng:
        rng.shuffle(out)
    return out


def augment(window, words, rng):
    """A noisier copy, or the window itself: case lost, all capitals, headline case, other apostrophes and quotes, no full stop."""
    kind = rng.random()
    quotes = rng.random() < 0.25
    stop = rng.random() < 0.08
    if kind > 0.13 and not quotes and not stop:
        return window
    out, size = [], 2
    for s in window.sentences:
        t = Sentence(**{k: getattr(s, k) for k in Sentence.__dataclass_fields__})
        if kind < 0.13:
            t.lemmas = None
            if kind < 0.07:
                t.shapes = [1 if x in (2, 3, 4, 5) else x for x in t.shapes]
            elif kind < 0.10:
                t.shapes = [(4 if len(w) == 1 else 3) if x in (1, 2, 5) else x for x, w in zip(t.shapes, t.words)]
            else:
                t.shapes = [2 if x == 1 and len(w) > 3 else x for x, w in zip(t.shapes, t.words)]
        if quotes:
            swap = rng.choice([{"'": "’", '"': "”", "``": "“", "''": "”"}, {"’": "'", "“": '"', "”": '"', "``": '"', "''": '"'}])
            if any(c in w for w in t.words for c in swap):
                t.words = [_swapped(w, swap) for w in t.words]
                t.pieces = [words.pieces(w) for w in t.words]
        if stop and len(t.words) > 2 and t.words[-1] in ".!?" and (t.heads is None or len(t.words) not in t.heads):
            for k in ("words", "tags", "lemmas", "heads", "rels", "names", "mentions", "pieces", "shapes"):
                if getattr(t, k) is not None:
                    setattr(t, k, getattr(t, k)[:-1])
        out.append(t)
        size += length(t)
    return Window(out, size)


def _swapped(word, swap):
    if word in swap:
        return swap[word]
    for a, b in swap.items():
        if len(a) == 1:
            word = word.replace(a, b)
    return word


class NamePool:
    """Names of people and places to put in place of others, so that the model reads contexts rather than lists."""

    def __init__(self, sentences, words, rng):
        self.words, self.rng = words, rng
        self.names = {"PER": [], "LOC": [], "ORG": []}
        for s in sentences:
            for kind, first, last in spans(s.names):
                if kind in self.names and all(s.shapes[i] != 1 or i > first for i in range(first, last)):
                    self.names[kind].append(s.words[first:last])

    def swap(self, s):
        """A copy of a sentence without a tree in which some names are others of their type."""
        w, n, at = [], [], 0
        for kind, first, last in spans(s.names):
            if kind not in self.names or self.rng.random() > 0.35:
                continue
            new = self.rng.choice(self.names[kind])
            w += s.words[at:first] + new
            n += s.names[at:first] + [f"B-{kind}"] + [f"I-{kind}"] * (len(new) - 1)
            at = last
        if not at:
            return s
        out = Sentence(w + s.words[at:], s.doc, names=n + s.names[at:], open=s.open)
        index([out], self.words)
        return out


def spans(names):
    """(type, first, last+1) of BIO labels; those of open labels are left out."""
    out, i = [], 0
    while names and i < len(names):
        if names[i].startswith("B-"):
            j = i + 1
            while j < len(names) and names[j] == "I-" + names[i][2:]:
                j += 1
            out.append((names[i][2:], i, j))
            i = j
        else:
            i += 1
    return out
