#!/usr/bin/env python3
"""Who and what in short articles, invented for this test: one file a theme, each article with its reading.

    articles_test.py RELATA_BINARY [--write-limits] [--only ARTICLE] [-- relata options]

Compares; exit 1 unless all that fails is listed in known_limits.txt and all that is listed there fails. --write-limits rewrites
that list and keeps the reasons that stand in it. --only tells all of one article, and what each mention was read as.

An article's "text" is marked up: [key|words] is a mention of the thing `key` of "entities", brackets nest; [a/b|words] may be
either; [=2023-05-11|words] is a time with its value; [-|words] refers to nothing ("it rains"). Things of one article are different
things. Of each thing "label" (any of a list, or the words of one of its mentions that is no pronoun) and "class" (any of the families
below) are expected, and "identity": a Wikidata item or the end of an IRI of the knowledge file, any of a list; null: an invented thing,
which has no Wikidata item.

Expectations, as they are named in known_limits.txt:
    KEY node            a node holds a mention of it
    KEY apart           and that node is no other thing's
    KEY label, KEY class, KEY identity
    KEY "words" N       its N-th mention with these words belongs to that node
    value "words" N     the time expression has this value
    free "words" N      belongs to no node
A mention that was read counts for a marked one if both have the same head word, share 0.6 of the longer one, or if it is a name that ends
with the marked name; the closest one counts.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIMITS = HERE / "known_limits.txt"
FAMILIES = {"person": "Person", "group": "Group NationalGroup",
            "organization": "Organization InternationalOrganization GovernmentBody MilitaryOrganization PoliticalParty Company MediaOrganization EducationalInstitution",
            "place": "Place Country Region City Facility", "event": "Event War Attack Meeting Election Protest Trial",
            "product": "Product Commodity", "thing": "Thing"}
PRONOUNS = set("i me my mine myself you your yours he him his himself she her hers herself it its itself we us our ours they them their theirs".split())
# kind of expectation: why it fails, where nobody has written a better reason
REASONS = {"node": "no node for it", "apart": "one node with another thing", "label": "named otherwise", "class": "classed otherwise",
           "identity": "not linked, or to another", "mention": "not read as this thing", "value": "not normalised so", "free": "read as a thing"}
Mark = collections.namedtuple("Mark", "key start end")


# ---- articles ---------------------------------------------------------------------------------------------------------------------
def unmark(marked: str) -> tuple[str, list[Mark]]:
    """The plain text, and its marks in the order of their beginnings."""
    text, opened, marks = "", [], []
    for part in re.split(r"(\[[^\[\]|]+\||\])", marked):
        if part.endswith("|") and part.startswith("["):
            opened.append((part[1:-1], len(text)))
        elif part == "]":
            key, start = opened.pop()
            marks.append(Mark(key, start, len(text)))
        else:
            text += part
    assert not opened, f"an open bracket: {marked}"
    return text, sorted(marks, key=lambda m: (m.start, -m.end))


def read_articles() -> list[dict]:
    articles = []
    for theme in sorted(HERE.glob("*.json")):
        for article in json.loads(theme.read_text(encoding="utf-8")):
            text, marks = unmark(article["text"])
            named = {key for m in marks if m.key[0] not in "=-" for key in m.key.split("/")}
            assert named == set(article["entities"]), f"{article['id']}: {named ^ set(article['entities'])} is marked or described only"
            for key, thing in article["entities"].items():
                assert set(one_of(thing["class"])) <= set(FAMILIES), f"{article['id']}: {key}: class {thing['class']}"
            articles.append(article | {"theme": theme.stem, "text": text, "marks": marks})
    assert len({a["id"] for a in articles}) == len(articles), "two articles with one id"
    return articles


def one_of(value) -> list:
    return value if isinstance(value, list) else [value]


def words(text: str) -> str:
    """As names are compared: no case, no article, no possessive."""
    text = re.sub(r"['’]s$", "", text.strip().lower())
    return re.sub(r"^(the|a|an) ", "", text)


def local(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


# ---- one article's reading --------------------------------------------------------------------------------------------------------
class Reading:
    def __init__(self, article: dict, record: dict):
        self.article, self.record, self.text = article, record, article["text"]
        assert record["text"] == self.text, f"{article['id']}: text was changed"
        self.nodes = {e["id"]: e for e in record.get("entities", [])}
        self.mentions = [m for m in record.get("mentions", []) if m.get("entity") in self.nodes]
        self.tokens = [s.get("tokens", []) for s in record.get("sentences", [])]
        self.read = {mark: self.closest(mark) for mark in article["marks"]}
        self.node_of = {key: self.choose(key) for key in article["entities"]}

    def head(self, start: int, end: int):
        """The first word of a stretch that hangs on a word outside it: (sentence, token), or None."""
        for s, tokens in enumerate(self.tokens):
            inside = {t + 1 for t, token in enumerate(tokens) if token["start"] >= start and token["end"] <= end}
            for t in sorted(inside):
                if "head" in tokens[t - 1] and tokens[t - 1]["head"] not in inside:
                    return s, t
        return None

    def closest(self, mark: Mark):
        best, score = None, 0
        for mention in self.mentions:
            start, end = mention["start"], mention["end"]
            common = min(end, mark.end) - max(start, mark.start)
            share = common / max(end - start, mark.end - mark.start)
            before = self.text[start:mark.start].split()
            titled = mention["kind"] == "name" and end == mark.end and bool(before) and before[-1][0].isupper()  # not "Bank of Ghana" for "Ghana"
            same_head = common > 0 and self.head(start, end) is not None and self.head(start, end) == self.head(mark.start, mark.end)
            if (share >= 0.6 or same_head or titled) and share > score:
                best, score = mention, share
        return best

    def choose(self, key: str):
        """The node of a thing: where most of its names go; without names, most nominals; then pronouns. The first of equals."""
        votes = {}
        for mark, mention in self.read.items():
            if mark.key == key and mention:
                counts = votes.setdefault(mention["entity"], [0, 0, 0])
                counts[{"name": 0, "nominal": 1}.get(mention["kind"], 2)] += 1
        return max(votes, key=lambda node: votes[node]) if votes else None

    def is_pronoun(self, mark: Mark) -> bool:
        return self.text[mark.start:mark.end].lower() in PRONOUNS

    def labels(self, key: str) -> set[str]:
        said = {self.text[m.start:m.end] for m in self.article["marks"] if m.key == key and not self.is_pronoun(m)}
        return {words(x) for x in [*said, *one_of(self.article["entities"][key]["label"])]}

    def has_identity(self, node: dict, expected) -> bool:
        known = [i for i in [node.get("iri", ""), *node.get("same_as", [])] if i]
        if expected is None:
            return not any("wikidata.org" in i for i in known)
        return any(i.endswith("/" + e) for e in one_of(expected) for i in known)

    def expectations(self):
        """(name, kind, whether it is met, what was found)."""
        for key, thing in self.article["entities"].items():
            at = self.node_of[key]
            yield f"{key} node", "node", at is not None, ""
            if at is None:
                for what in ("apart", "label", "class", *(["identity"] if "identity" in thing else [])):
                    yield f"{key} {what}", "node", False, ""
                continue
            node = self.nodes[at]
            same = sorted(other for other, node_of in self.node_of.items() if node_of == at and other != key)
            yield f"{key} apart", "apart", not same, f"with {', '.join(same)}"
            yield f"{key} label", "label", words(node["label"]) in self.labels(key), node["label"]
            family = local(node.get("type", ""))
            yield f"{key} class", "class", any(family in FAMILIES[f].split() for f in one_of(thing["class"])), family
            if "identity" in thing:
                yield f"{key} identity", "identity", self.has_identity(node, thing["identity"]), " ".join(node.get("same_as", []))
        counts = collections.Counter()
        for mark in self.article["marks"]:
            said = self.text[mark.start:mark.end]
            what = {"=": "value", "-": "free"}.get(mark.key[0], mark.key)
            counts[what, said] += 1
            name = f"{what} {json.dumps(said, ensure_ascii=False)} {counts[what, said]}"
            if what == "value":
                found = self.values(mark)
                yield name, "value", mark.key[1:] in found, " ".join(found)
                continue
            mention = self.read[mark]
            label = self.nodes[mention["entity"]]["label"] if mention else ""
            if what == "free":
                yield name, "free", mention is None, label
            else:
                ours = [self.node_of[k] for k in mark.key.split("/")]
                yield name, "mention", mention is not None and mention["entity"] in ours, label

    def values(self, mark: Mark) -> list[str]:
        return [m["value"] for m in self.record.get("mentions", [])
                if m["kind"] == "value" and "value" in m and m["start"] < mark.end and m["end"] > mark.start]


# ---- limits and report ------------------------------------------------------------------------------------------------------------
def read_limits() -> dict[tuple[str, str], str]:
    if not LIMITS.exists():
        return {}
    rows = [line.split("\t") for line in LIMITS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {(article, expectation): reason for article, expectation, reason in rows}


def write_limits(failed: dict[tuple[str, str], str]) -> None:
    old = read_limits()
    rows = ["\t".join([article, expectation, old.get((article, expectation), REASONS[kind])]) for (article, expectation), kind in failed.items()]
    head = "# What articles_test.py expects and relata does not do yet: article, expectation, reason. articles_test.py --write-limits rewrites it.\n"
    LIMITS.write_text(head + "".join(row + "\n" for row in rows), encoding="utf-8")


def annotate(relata: str, options: list[str], articles: list[dict]) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("".join(json.dumps({"id": a["id"], "date": a["date"], "text": a["text"]}, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
        run = subprocess.run([relata, "annotate", "--quiet", *options, "--from", "jsonl", str(source)], capture_output=True, text=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relata")
    parser.add_argument("options", nargs="*", help="options for relata, after --")
    parser.add_argument("--write-limits", action="store_true")
    parser.add_argument("--only", metavar="ARTICLE")
    a = parser.parse_args()
    articles = read_articles()
    records = annotate(a.relata, a.options, articles)
    assert [r["id"] for r in records] == [article["id"] for article in articles], "one record an article, in their order"

    limits, failed, seen = read_limits(), {}, set()
    themes = {article["theme"]: collections.Counter() for article in articles}
    unmet = []  # (theme, article, expectation, found, what it means)
    for article, record in zip(articles, records):
        theme, clean = article["theme"], True
        for name, kind, met, found in Reading(article, record).expectations():
            place = (article["id"], name)
            seen.add(place)
            themes[theme].update(expected=1, met=met, limits=not met and place in limits)
            if a.only == article["id"]:
                print(f"{'met   ' if met else 'FAILED'}  {name}  {found}")
            if not met:
                clean, failed[place] = False, kind
            if met and place in limits:
                unmet.append((theme, *place, "", "listed, but is met now"))
            elif not met and place not in limits:
                unmet.append((theme, *place, found, REASONS[kind]))
        themes[theme].update(articles=1, green=clean)
    unmet += [("-", *place, "", "listed, but nobody expects it") for place in limits if place not in seen]

    print(f"{'theme':12}{'articles':>10}{'green':>7}{'expected':>10}{'met':>7}{'limits':>8}")
    for theme, n in [*themes.items(), ("all", sum(themes.values(), collections.Counter()))]:
        print(f"{theme:12}{n['articles']:10}{n['green']:7}{n['expected']:10}{n['met']:7}{n['limits']:8}")
    if a.write_limits:
        write_limits(failed)
        return 0
    for theme, article, expectation, found, why in unmet:
        print(f"{theme}  {article}  {expectation}: {why}" + (f" (found: {found})" if found else ""))
    return 1 if unmet else 0


if __name__ == "__main__":
    sys.exit(main())
