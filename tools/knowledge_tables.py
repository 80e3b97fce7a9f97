"""Reads the tables in tools/knowledge, where we list known things by hand. A malformed row ends the program with file:line.

Tables of bodies, cities and the like have a fixed number of columns (table). Listings (listing) have sections:

    @ Company	USA	0.5	                       class, country (ISO alpha-3, '-' none), popularity
    +General Motors	GM;GMC	subsidiaryOf X        name, further names (;), facts (;)

The name is the title of the thing's article in the English Wikipedia, which becomes its DBpedia IRI; '?' before it says that we
are not sure of that title, and none is written. '+' (before '?') is for what most names like it mean: popularity 0.2 higher.
"Label=Title" where the news call it otherwise. Of the further names, '~' begins what is only a part of the name (alone: no part of it means the thing), '=' a code that
counts only where letters are compared one by one, Q and digits are the Wikidata item; a word in capitals is an acronym.
Facts are "predicate what", with dates "predicate what from [to]"; `what` is an ISO code or a name of a known thing.
"""
import pathlib
import re
import sys
import unicodedata

TABLES = pathlib.Path(__file__).resolve().parent / "knowledge"
CORE = (TABLES.parents[1] / "ontologies" / "core.ttl").read_text(encoding="utf-8")
NEWS = (TABLES.parents[1] / "ontologies" / "news.ttl").read_text(encoding="utf-8")
CLASSES = set(re.findall(r"^rel:(\w+) a owl:Class", CORE, re.M))
PREDICATES = set(re.findall(r"^news:(\w+) a owl:ObjectProperty", NEWS, re.M))
SHORT_PREDICATES = {"S": "headOfState", "G": "headOfGovernment", "L": "leads", "P": "holdsPosition"}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
LEGAL_FORMS = re.compile(r",? (&|and) (Co|Company|Cie)\.?$|,? (Inc|Incorporated|Corp|Corporation|Company|Co|Companies|Ltd|Limited|LLC|plc|"
                         r"PLC|AG|SE|SA|S\.A\.|SpA|S\.p\.A\.|NV|N\.V\.|BV|AB|A/S|ASA|Oyj|KK|GmbH|KG|PJSC|OAO|L\.P\.|LP|Bhd|Berhad)\.?$")


class Row(list):
    """Cells of a line, stripped; `where` names the line."""

    def __init__(self, cells, where):
        super().__init__(cell.strip() for cell in cells)
        self.where = where

    def refuse(self, fact):
        sys.exit(f"{self.where}: {fact}")


def split(cell):
    return [part.strip() for part in cell.split(";") if part.strip()]


def slug(text):
    text = text.replace("ə", "a").replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ß", "ss")
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'’ʼʻ‘.")
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def lines(name):
    path = TABLES / name
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield Row(line.split("\t"), f"tools/knowledge/{name}:{number}")


def table(name, columns):
    """Rows of at most `columns` cells, filled up with empty ones."""
    seen = {}
    for row in lines(name):
        if len(row) > columns:
            row.refuse(f"{len(row)} columns, {columns} are known")
        if row[0] in seen:
            row.refuse(f'"{row[0]}" stands in {seen[row[0]]} already')
        seen[row[0]] = row.where
        row.extend([""] * (columns - len(row)))
        yield row


def check_term(row, start, end):
    for date in (start, end):
        if date and not DATE.match(date):
            row.refuse(f'"{date}" is no date; write 1987, 1987-10 or 1987-10-19')
    common = min(len(start), len(end))
    if start[:common] > end[:common]:
        row.refuse(f"a term ends {end}, before it begins {start}")


def facts_of(row, cell):
    """(predicate, what, from, to) of each fact of a cell."""
    for text in split(cell):
        predicate, _, rest = text.partition(" ")
        words = rest.split()
        predicate = SHORT_PREDICATES.get(predicate, predicate)
        if predicate not in PREDICATES or not words:
            row.refuse(f'"{text}" is no fact: a property of news.ttl and what it points to')
        dates = []
        while len(words) > 1 and words[-1][:1].isdigit() and len(dates) < 2:
            dates.insert(0, words.pop())
        start, end = (dates + ["", ""])[:2]
        check_term(row, start, end)
        yield predicate, " ".join(words), start, end


def bare_title(title):
    """What is called so, of the article's title: "Georgia" of "Georgia (U.S. state)"."""
    return re.sub(r" \([^)]*\)$", "", title)


def is_acronym(name):
    return len(name) <= 8 and name[0].isupper() and sum(c.isupper() for c in name) >= 2 and not any(c.islower() for c in name) and " " not in name


class Listed:
    """A row of a listing."""

    def __init__(self, row, section, columns):
        if len(row) > columns:
            row.refuse(f"{len(row)} columns, {columns} are known")
        row.extend([""] * (columns - len(row)))
        self.row, self.cls = row, section.cls
        name, self.popularity = row[0], section.popularity
        self.country = section.country
        if name.startswith("+"):
            name, self.popularity = name[1:], min(self.popularity + 0.2, 0.95)
        label, _, title = name.rpartition("=")
        sure, title = not title.startswith("?"), title.removeprefix("?")
        self.title = title if sure else ""
        self.label = label or bare_title(title)
        self.key = slug(title)  # titles are unique, labels are not
        if not self.key or ";" in name:
            row.refuse(f'"{name}" is no name')
        names = []
        if self.cls == "Company":
            short = LEGAL_FORMS.sub("", self.label)
            if short != self.label:
                names, self.label = [self.label], short
        for name in split(row[1] if columns == 3 else row[2]):
            names.append(name)
            short = LEGAL_FORMS.sub("", name) if self.cls == "Company" else name
            if short != name and name[0] not in "~=":
                names.append(short)
        self.partial = [n[1:] for n in names if n.startswith("~")]
        self.codes = [n[1:] for n in names if n.startswith("=")]
        self.items = [n for n in names if re.fullmatch(r"Q\d+", n)]
        self.acronyms = [n for n in names if is_acronym(n) and n != self.label and n not in self.items]
        self.names = [n for n in names if n[0] not in "~=" and n != self.label and n not in self.acronyms + self.items]
        self.facts = list(facts_of(row, row[-1]))


class Section:
    def __init__(self, row):
        cells = [row[0][1:].strip(), *row[1:]]
        if len(cells) != 3 or cells[0] not in CLASSES or not re.fullmatch(r"0\.\d+", cells[2]):
            row.refuse("a section is: @ class of core.ttl, country or '-', popularity")
        self.cls, self.country, self.popularity = cells[0], "" if cells[1] == "-" else cells[1], float(cells[2])


def listing(name, columns=3):
    section, seen = None, {}
    for row in lines(name):
        if row[0].startswith("@"):
            section = Section(row)
            continue
        if section is None:
            row.refuse("stands before the first section")
        thing = Listed(row, section, columns)
        if thing.key in seen:
            row.refuse(f'"{thing.key}" stands in {seen[thing.key]} already')
        seen[thing.key] = row.where
        yield thing


def common_words():
    """Words of English that are no names: nouns, verbs, adjectives and adverbs of the lemma list."""
    words = set()
    for line in (TABLES.parents[1] / "models/relata-en-v2/lemmas.tsv").read_text(encoding="utf-8").splitlines():
        form, pos, _ = line.split("\t")
        if pos in {"NOUN", "VERB", "ADJ", "ADV", "AUX", "DET", "PRON", "ADP", "SCONJ", "CCONJ", "INTJ", "NUM"} and form.islower():
            words.add(form)
    return words
