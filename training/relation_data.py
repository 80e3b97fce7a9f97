"""Relations of all data sets in one form: passages with spans, pairs and the properties that were looked for.

A Property is what an ontology says of it: label, comment, labels of domain and range, other wordings. The relation reader sees these words
only, never which property it is. Sets differ in what the absence of a relation means (`Passage.negative`): KnowledgeNet and Re-DocRED were
annotated completely, distantly labelled sets were not.

Rows of the data folder whose texts may not be learned from (its README) are for dev figures only: WebNLG.
"""
import collections
import glob
import gzip
import hashlib
import json
import os
import re

from corpus import ontology

MONTHS = "January February March April May June July August September October November December".split()


class Property:
    def __init__(self, label, comment="", domain="", range="", others=(), name=None):
        self.label, self.comment, self.domain, self.range, self.others = words_of(label), comment, words_of(domain), words_of(range), list(others)
        self.name = name or label


class Passage:
    """spans: {(start, end): class label or ""}; facts: [(span, property number in its group, span)]; judged: numbers of the properties that were
    looked for (None: all); negative: how much the absence of a relation between two spans says (0..1)."""

    def __init__(self, ident, text, group, spans, facts, judged=None, negative=1.0, classes=None, fold="train"):
        self.id, self.text, self.group, self.spans, self.facts, self.judged, self.negative, self.classes, self.fold = (
            ident, text, group, spans, facts, judged, negative, classes, fold)


def words_of(name):
    """birthPlace, place_of_birth, P.O.B.: as words."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.replace("_", " "))
    return " ".join(name.split()) if name.isupper() else " ".join(w if w.isupper() and len(w) > 1 else w.lower() for w in name.split())


def lines(path):
    with (gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")) as f:
        return [json.loads(x) for x in f]


def spans_of(record):
    return {e["id"]: (e["start"], e["end"]) for e in record["entities"]}


# Other ways to say Wikidata's properties, as ontologies name them. Ours.
OTHERS = {k: v.split("; ") for k, v in {
    "place of birth": "birth place; born in; birthplace; was born in", "date of birth": "birth date; born on; birth year; date when born", "place of death": "death place; died in; deathplace",
    "date of death": "death date; died on; death year", "country of citizenship": "nationality; citizen of; citizenship; country of the person",
    "educated at": "alma mater; studied at; education; university attended; graduated from", "employer": "works for; employed by; worked at", "occupation": "profession; job; works as",
    "spouse": "married to; husband or wife; wife; husband; partner", "child": "children; has child; son or daughter", "father": "has father; parent; child of", "mother": "has mother; parent",
    "sibling": "brother or sister; siblings", "country": "state; is in the country; located in country", "located in the administrative territorial entity": "is part of; located in; region; state; province; district",
    "contains administrative territorial entity": "has part; contains; districts", "capital": "has capital; capital city", "capital of": "is capital of; capital city of",
    "headquarters location": "headquarters; headquarter; seat; based in", "location": "place; located in; site", "founded by": "founder; creator; established by", "inception": "founding date; established; founded in; year founded; start date; built in",
    "member of": "membership; belongs to; part of organisation", "member of political party": "party; political affiliation; belongs to party", "position held": "office; job title; served as",
    "head of government": "prime minister; leader; mayor; governor", "head of state": "president; monarch; leader; king or queen", "director": "directed by; film director; directs", "screenwriter": "written by; writer; screenplay by",
    "producer": "produced by; record producer", "cast member": "starring; stars; actor; star", "performer": "artist; singer; musical artist; band; performed by", "composer": "music by; composed by; music composer",
    "lyrics by": "lyricist; words by", "genre": "type; style; kind of work; music genre; literary genre", "record label": "label; released by; distributing label", "publisher": "published by; publishing house",
    "author": "writer; written by; book author", "publication date": "release date; released; published on; first aired; year", "original language of film or TV show": "language; film language", "language of work or name": "language; written in",
    "country of origin": "origin; made in country; from country", "production company": "studio; produced by company; made by", "based on": "adapted from; source", "characters": "has character; featured figures", "narrative location": "set in; setting",
    "filming location": "filmed in; shot at", "award received": "award; prize; won; honours", "nominated for": "nomination; award nomination", "followed by": "succeeded by; next; sequel", "follows": "preceded by; previous; predecessor",
    "part of": "is part of; belongs to", "has part": "consists of; includes; parts", "owned by": "owner; belongs to; proprietor", "parent organization": "parent company; owned by; subsidiary of", "subsidiary": "division; has subsidiary; owns",
    "manufacturer": "maker; made by; produced by company", "developer": "developed by; software developer", "platform": "runs on; for system", "operating system": "OS; runs on system", "industry": "business; sector", "product or material produced": "products; makes; produces",
    "member of sports team": "team; club; plays for; played for", "league": "sports league; competes in", "sport": "plays sport; discipline", "participant": "participants; participated by; contestants", "participant of": "took part in; participated in; competed in",
    "conflict": "battle; war; fought in; wars", "military branch": "branch; service; served in", "military rank": "rank; grade", "commander of": "commands; leads unit", "designed by": "designer; architect", "architect": "designed by; architects",
    "basin country": "river country", "mouth of the watercourse": "flows into; river mouth; tributary of", "located in or next to body of water": "on the river; by the lake; river; sea", "mountain range": "range; mountains", "crosses": "spans; bridge over; obstacle crossed",
    "religion": "faith; religious belief", "ethnic group": "ethnicity; people", "native language": "mother tongue", "languages spoken, written or signed": "speaks; spoken languages; language",
    "instrument": "plays; musical instrument", "notable work": "known for; works; famous work", "creator": "created by; made by; creators", "influenced by": "influences", "student of": "teacher; pupil of; doctoral advisor",
    "residence": "lives in; home; lived in; home town", "work location": "worked in; place of work", "chairperson": "chair; president; chairman", "chief executive officer": "CEO; manager; boss; key person", "operator": "operated by; run by", "operated by": "operator",
    "start time": "begin; from; start date; began on", "end time": "until; end date", "point in time": "date; when; year", "dissolved, abolished or demolished": "end; dissolved in", "replaced by": "successor", "replaces": "predecessor; took over from",
    "continent": "part of the world", "original broadcaster": "network; channel; broadcast by; broadcasted by", "series": "part of series", "present in work": "appears in", "unemployment rate": "jobless rate", "legislative body": "parliament; legislature; council",
    "applies to jurisdiction": "jurisdiction; applies to", "separated from": "split from", "territory claimed by": "claimed by", "winner": "won by; champion", "constellation": "star constellation; in the constellation",
    "political ideology": "ideology; politics", "political alignment": "position on the left and right; wing", "candidacy in election": "candidate in; ran in; stood in", "elected in": "won the election; election", "voice type": "singing voice; sings as",
    "instrumentation": "instruments; scored for; written for", "tracklist": "tracks; contains song; songs", "illustrator": "illustrated by; drawings by", "editor": "edited by; editor in chief", "place of publication": "published in; printed in", "depicts": "shows; is a picture of; about",
    "main subject": "about; topic; subject; theme", "cost": "budget; price", "dedicated to": "honours; dedication; dedicated to", "indigenous to": "native to; comes from; origin", "religious order": "order; monastic order", "astronaut mission": "mission; space flight of", "commanded by": "commander; leader",
    "site of astronomical discovery": "discovered at; observatory", "minor planet group": "asteroid group; orbit class", "location of landing": "landing site; landed in; landed at", "backup or reserve team or crew": "backup pilot; backup crew", "next higher rank": "rank above; superior rank",
    "wing configuration": "type of wing; aircraft design", "designated as terrorist by": "listed as terrorist by; banned by", "military casualty classification": "casualty; fate in war",
}.items()}

KNOWLEDGE_NET = {  # property: label, domain, range, others
    "EMPLOYEE_OR_MEMBER_OF": ("employee or member of", "person", "organisation", "works for; member of; employer; plays for"), "PLACE_OF_RESIDENCE": ("place of residence", "person", "place", "lives in; residence; lived in; home"),
    "SPOUSE": ("spouse", "person", "person", "married to; wife; husband; partner"), "PLACE_OF_BIRTH": ("place of birth", "person", "place", "birth place; born in"), "EDUCATED_AT": ("educated at", "person", "university or school", "alma mater; studied at; graduated from"),
    "HEADQUARTERS": ("headquarters", "organisation", "place", "based in; headquarters location; seat"), "CHILD_OF": ("child of", "person", "person", "parent; father or mother; son or daughter of"), "DATE_OF_BIRTH": ("date of birth", "person", "date", "birth date; born on"),
    "FOUNDED_BY": ("founded by", "organisation", "person", "founder; established by; creator"), "CEO": ("chief executive", "organisation", "person", "CEO; led by; head; key person"), "NATIONALITY": ("nationality", "person", "country", "citizen of; country of citizenship; from country"),
    "POLITICAL_AFFILIATION": ("political affiliation", "person", "political party", "party; member of political party"), "DATE_OF_DEATH": ("date of death", "person", "date", "death date; died on"), "SUBSIDIARY_OF": ("subsidiary of", "organisation", "organisation", "parent company; owned by; parent organization"),
    "DATE_FOUNDED": ("date founded", "organisation", "date", "founding date; established; inception; founded in")}

RE3D = {"CoLocated": ("located in", "Where something or somebody is.", "thing", "place", "location; is in; based in; takes place in"), "FightingAgainst": ("fighting against", "Two sides fight or one attacks the other.", "military or person", "military or place", "at war with; attacks; battles"),
        "BelongsTo": ("belongs to", "Is a part, member or property of.", "thing", "organisation", "member of; part of; works for"), "HasAttrOf": ("has attribute", "A property, rank or amount of somebody or something.", "thing", "attribute", "attribute; quality"),
        "CommWith": ("communicates with", "Two sides talk, meet or write to each other.", "person or organisation", "person or organisation", "speaks to; meets; talks with"), "InChargeOf": ("in charge of", "Leads, commands or controls.", "person or organisation", "organisation", "leads; commands; head of; controls"),
        "AlliesOf": ("ally of", "Two sides help each other or fight together.", "organisation", "organisation", "partner of; works together with"), "Likes": ("likes", "Supports, praises or is for.", "person or organisation", "thing", "supports; praises; welcomes"),
        "Dislikes": ("dislikes", "Condemns, criticises or is against.", "person or organisation", "thing", "condemns; opposes; criticises"), "Apart": ("apart from", "Two things are not in one place.", "thing", "place", "away from")}

CLASS_WORDS = {"politicalparty": "political party", "musicalartist": "musical artist", "musicgenre": "music genre", "literarygenre": "literary genre", "chemicalcompound": "chemical compound", "chemicalelement": "chemical element",
               "academicjournal": "academic journal", "astronomicalobject": "astronomical object", "programlang": "programming language", "musicalinstrument": "musical instrument", "PER": "person", "LOC": "place", "ORG": "organisation", "TIME": "date",
               "NUM": "number", "MISC": ""}
UNDER = {"politician": "person", "musicalartist": "person", "writer": "person", "scientist": "person", "researcher": "person", "politicalparty": "organisation", "band": "organisation", "university": "organisation", "country": "location",
         "election": "event", "enzyme": "protein", "conference": "event", "song": "", "album": ""}


def find_date(text, value):
    """Where the text says TekGen's "01 January 1984" (a year) or "16 December 2006"."""
    m = re.fullmatch(r"(\d\d) (\w+) (\d{4})", value)
    if not m or m[2] not in MONTHS:
        return None
    day, month, year = str(int(m[1])), m[2], m[3]
    for pattern in (rf"\b{day} {month},? {year}\b", rf"\b{month} {day}(?:st|nd|rd|th)?,? {year}\b", rf"\b{month},? {year}\b", rf"\b{year}\b"):
        if found := re.search(pattern, text):
            return found.span()
    return None


def find_words(text, value):
    """Where the text says a label, white space and `_` aside."""
    value = value.replace("_", " ").strip().strip('"')
    for pattern in (re.escape(value), re.escape(re.sub(r"\s*\([^)]*\)$", "", value))):
        if len(value) > 1 and (found := re.search(rf"(?<!\w){pattern}(?!\w)", text, re.I)):
            return found.span()
    return None


def is_held_back(text):
    """A third of TekGen's validation part serves to choose by, the rest to learn from; one text under two ontologies stays together. bench/relations.py has the same."""
    return hashlib.sha256(text.encode()).digest()[0] % 3 == 0


def text2kg(folder, which, part, dates):
    base = os.path.join(folder, "relations", "text2kgbench", which)
    names = json.load(open(os.path.join(folder, "relations", "wikidata-pid2name.json"), encoding="utf-8"))
    groups, numbers, passages = {}, {}, []
    ontologies = json.load(open(base + "-ontologies.json", encoding="utf-8"))
    for o in ontologies if isinstance(ontologies, list) else ontologies.values():
        label_of = {c.get("qid", c["label"]): c["label"] for c in o["concepts"]}
        shown = lambda x: "" if re.fullmatch(r"Q\d+", label_of.get(x, x)) else label_of.get(x, x)
        group = which + "/" + o["id"]
        groups[group] = [Property(r["label"], names.get(r.get("pid"), ["", ""])[1], shown(r["domain"]), shown(r["range"]) or ("date" if r["label"].split()[-1] == "date" else ""),
                                  OTHERS.get(r["label"].strip(), ()), r["label"]) for r in o["relations"]]
        numbers[group] = {p.name: i for i, p in enumerate(groups[group])}
    for r in lines(base + f"-{part}.jsonl"):
        fold = "train" if part == "validation" and not is_held_back(r["text"]) else part
        group, text = which + "/" + r["ontology"], r["text"]
        spans, facts = {}, set()
        for t in r["triples"]:
            p = numbers[group].get(t["rel"])
            s = find_words(text, t["sub"])
            o = find_words(text, t["obj"]) or (find_date(text, t["obj"]) if dates else None)
            for x, kind in ((s, 0), (o, 1)):
                if x and p is not None:
                    spans.setdefault(x, (groups[group][p].domain, groups[group][p].range)[kind])
            if s and o and s != o and p is not None:
                facts.add((s, p, o))
        passages.append(Passage(r["id"], text, group, spans, sorted(facts), negative=0.3, fold=fold))  # half of what is true is not in the triples
    return groups, passages


def knowledge_net(folder):
    names = list(KNOWLEDGE_NET)
    group = [Property(a, "", b, c, d.split("; "), n) for n, (a, b, c, d) in KNOWLEDGE_NET.items()]
    out = []
    for r in lines(os.path.join(folder, "relations", "knowledgenet.jsonl")):
        at = spans_of(r)
        facts = [(at[x["head"]], names.index(x["type"]), at[x["tail"]]) for x in r["relations"] if at[x["head"]] != at[x["tail"]]]
        spans = {s: "" for s in at.values()}
        for s, p, o in facts:
            spans[s], spans[o] = group[p].domain, group[p].range
        out.append(Passage(r["id"], r["text"], "knowledgenet", spans, facts, [names.index(a) for a in r["annotated"]], 1.0, fold="dev" if r["fold"] == 4 else "train"))
    return {"knowledgenet": group}, out


def wikidata(folder, path, group, clustered):
    """Re-DocRED and FewRel: Wikidata's properties."""
    names = json.load(open(os.path.join(folder, "relations", "wikidata-pid2name.json"), encoding="utf-8"))
    pids, out = {}, []
    for r in lines(os.path.join(folder, path)):
        at = spans_of(r)
        members = {e: [e] for e in at}
        for c in r.get("clusters", []):
            for e in c:
                members[e] = c
        facts = set()
        for x in r["relations"]:
            p = pids.setdefault(x.get("pid") or x["type"], (len(pids), x["type"]))[0]
            for a in members[x["head"]]:
                for b in members[x["tail"]]:
                    if at[a] != at[b]:
                        facts.add((at[a], p, at[b]))
        spans = {at[e["id"]]: CLASS_WORDS.get(e["type"], "") for e in r["entities"]}
        out.append(Passage(r["id"], r["text"], group, spans, sorted(facts), negative=0.8 if clustered else 1.0,
                           classes=["person", "place", "organisation", "date", "number"] if clustered else None, fold="dev" if int(re.sub(r"\D", "", r["id"]) or 0) % 20 == 0 else "train"))
    shown = {pid: (names.get(pid) or [label, ""]) for pid, (_, label) in pids.items()}
    return {group: [Property(shown[pid][0], shown[pid][1], "", "", OTHERS.get(shown[pid][0], ()), pid) for pid in pids]}, out


def re3d(folder):
    names = list(RE3D)
    group = [Property(a, b, c, d, e.split("; "), n) for n, (a, b, c, d, e) in RE3D.items()]
    out = []
    for r in lines(os.path.join(folder, "documents", "re3d.jsonl")):
        if "NC" in r["licence"]:
            continue
        at = spans_of(r)
        kinds = {at[e["id"]]: words_of(e["type"]) for e in r["entities"]}
        facts = sorted({(at[x["head"]], names.index(x["type"]), at[x["tail"]]) for x in r["relations"] if x["type"] in names and at[x["head"]] != at[x["tail"]]})
        out.append(Passage(r["id"], r["text"], "re3d", kinds, facts, negative=0.7, classes=sorted(set(kinds.values())), fold="dev" if int(r["id"][:4], 16) % 5 == 0 else "train"))
    return {"re3d": group}, out


def crossner(folder):
    out = []
    for domain in ("politics", "science", "music", "literature", "ai"):
        for part in ("train", "dev"):
            if domain == "politics" and part == "dev":
                continue
            records = lines(os.path.join(folder, "entities", f"crossner_{domain}-{part}.jsonl"))
            kinds = sorted({e["type"] for r in records for e in r["entities"]} - {"misc"})
            for i, r in enumerate(records):
                spans = {(e["start"], e["end"]): CLASS_WORDS.get(e["type"], e["type"]) if e["type"] != "misc" else "" for e in r["entities"]}
                out.append(Passage(r["id"], r["text"], "crossner", spans, [], classes=[CLASS_WORDS.get(k, k) for k in kinds], fold="dev" if i % 10 == 0 else "train"))
    return {"crossner": []}, out


def corpus(path):
    """training/corpus, as its check.py writes it. One piece in five is for dev and test."""
    relations, classes = ontology.relations(), sorted(words_of(c) for c in ontology.classes())
    group = [Property(r.name, r.comment, " or ".join(r.domain), " or ".join(r.range), r.wordings[:5]) for r in relations]
    numbers = {r.name: i for i, r in enumerate(relations)}
    out = []
    for n, r in enumerate(lines(path)):
        at = collections.defaultdict(list)
        kinds = {}
        for m in r["mentions"]:
            if m["kind"] == "value":
                kinds[m["start"], m["end"]] = ""
            else:
                at[m["entity"]].append((m["start"], m["end"]))
                kinds[m["start"], m["end"]] = words_of(m["type"])
        facts = set()
        for c in r["claims"]:
            e = c["evidence"][0]
            if c["method"] != "ontology" or "object" not in c:
                continue
            inside = lambda x: [s for s in at[x] if e["start"] <= s[0] and s[1] <= e["end"]] or sorted(at[x], key=lambda s: abs(s[0] - e["start"]))[:1]
            p = numbers[c["predicate"]]
            for s in inside(c["subject"])[:1]:
                for o in inside(c["object"])[:1]:
                    facts.add((s, p, o))
                    if relations[p].symmetric:
                        facts.add((o, p, s))
        out.append(Passage(r["id"], r["text"], "corpus", kinds, sorted(facts), negative=1.0, classes=classes, fold=("dev", "test")[n % 2] if (n // 2) % 5 == 0 else "train"))
    return {"corpus": group}, out


def find_nth(text, words):
    """Where the text has these words as whole ones; `#2` behind them: the second place."""
    m = re.fullmatch(r"(.*?)(?:#(\d+))?", words)
    found = list(re.finditer(rf"(?<!\w){re.escape(m[1])}(?!\w)", text))
    n = int(m[2] or 1)
    return found[n - 1].span() if m[1] and len(found) >= n else None


def schemas(paths):
    """training/schemas (FORMAT.md): ontologies of many subjects, each a group; every tenth is for dev. Also the faults of the files as text."""
    groups, out, faults = {}, [], []
    for path in paths:
        fold = "dev" if hashlib.sha256(os.path.basename(path).encode()).digest()[0] % 10 == 0 else "train"
        group, passage, names = None, None, {}
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            line = line.rstrip("\n")
            wrong = lambda what: faults.append(f"{path}:{number}: {what}")
            parts = [x.strip() for x in line[1:].split("|")]
            if not line.strip() or line.startswith("#"):
                passage = None if not line.strip() else passage
            elif line.startswith("=="):
                group, passage, names = "schemas/" + line[2:].strip(), None, {}
                if group in groups:
                    wrong("this ontology was there before; give it another name")
                groups[group] = []
            elif group is None:
                wrong("stands before any ontology; begin with == NAME")
            elif line.startswith("property "):
                parts = [x.strip() for x in line[9:].split("|")] + [""] * 5
                if len(parts) != 10 or not (parts[0] and parts[1] and parts[2]) or parts[0] in names:
                    wrong("not `property LABEL | domain | range | comment | other labels`, or a label that was there before")
                else:
                    names[parts[0]] = len(names)
                    groups[group].append(Property(parts[0], parts[3], parts[1], parts[2], [x.strip() for x in parts[4].split(";") if x.strip()]))
            elif line[0] in ">:":
                if passage is None:
                    wrong("belongs to no text; the lines of facts follow the text at once")
                    continue
                at = [find_nth(passage.text, x) for x in (parts[0::2] if line[0] == ">" else parts[:1])]
                if len(parts) != (3 if line[0] == ">" else 2):
                    wrong("not `> subject | property | object` or `: words | class`")
                elif None in at:
                    wrong(f"not words of the text: {parts[0 if at[0] is None else 2]}")
                elif line[0] == ":":
                    passage.spans[at[0]] = words_of(parts[1])
                elif parts[1] not in names:
                    wrong(f"no property of this ontology: {parts[1]}")
                elif at[0][0] < at[1][1] and at[1][0] < at[0][1]:
                    wrong("subject and object overlap")
                else:
                    p = groups[group][names[parts[1]]]
                    passage.spans[at[0]], passage.spans[at[1]] = p.domain, p.range
                    passage.facts.append((at[0], names[parts[1]], at[1]))
            else:
                passage = Passage(f"{os.path.basename(path)}:{number}", line.strip(), group, {}, [], negative=0.8, fold=fold)
                out.append(passage)
    return groups, out, faults


def everything(folder, pieces=None):
    """{group: [Property]}, {set: [Passage]}."""
    groups, sets = {}, {}
    fewrel, sentences = wikidata(folder, "relations/fewrel-val_wiki.jsonl.gz", "fewrel", False)
    for name, (g, p) in {"tekgen": text2kg(folder, "wikidata_tekgen", "train", True), "tekgen-validation": text2kg(folder, "wikidata_tekgen", "validation", True),
                         "webnlg": text2kg(folder, "dbpedia_webnlg", "train", False), "knowledgenet": knowledge_net(folder),
                         "redocred": wikidata(folder, "documents/redocred-dev.jsonl", "redocred", True), "fewrel": (fewrel, sentences[::3]),  # 16 properties, 700 sentences each: a third says it all
                         "re3d": re3d(folder), "crossner": crossner(folder), "schemas": schemas(sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemas", "*.txt"))))[:2],
                         **({"corpus": corpus(pieces)} if pieces else {})}.items():
        groups.update(g)
        sets[name] = p
    return groups, sets


if __name__ == "__main__":
    import sys
    if sys.argv[1] == "--check":
        groups, passages, faults = schemas(sys.argv[2:])
        facts = collections.Counter((p.group, groups[p.group][q].label) for p in passages for _, q, _ in p.facts)
        print(*faults, sep="\n", end="\n" if faults else "")
        for p, n in collections.Counter((p.text) for p in passages).items():
            if n > 1:
                print("twice:", p)
        for name, properties in groups.items():
            of = [p for p in passages if p.group == name]
            rare = [p.label for p in properties if facts[name, p.label] < 2]
            print(f"{name}: {len(properties)} properties, {len(of)} passages, {sum(len(p.facts) for p in of)} facts" + (f"; hardly used: {', '.join(rare)}" if rare else ""))
        print(f"{len(groups)} ontologies, {len(facts)} properties with facts, {len(passages)} passages, {sum(facts.values())} facts, {len(faults)} faults")
        sys.exit(bool(faults))
    groups, sets = everything(*sys.argv[1:])
    for name, passages in sets.items():
        print(name, len(passages), "passages", sum(len(p.facts) for p in passages), "facts")
