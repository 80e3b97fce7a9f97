"""Coreference: documents as the reader sees them, the scorer of pairs of mentions, its loss.

Documents are extraction records that `relata annotate` wrote over the texts of the data sets, so that the model learns on
the mentions, words and trees it will meet. Gold clusters are laid over them: a mention belongs to the gold mention of the
same span, else of the same head word.

A mention chooses among the mentions before it, or nothing (antecedent ranking with a dummy; Lee et al. 2017, over head
words as Dobrovolskii 2021); a pronoun also among names after it in its sentence. Sets that annotate a few mentions only
(GAP, KnowledgeNet) leave the others open: they are no answer, right or wrong.
"""
import argparse
import collections
import copy
import json
import os
import re
import subprocess

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data

PRONOUNS = {  # class of a pronoun by its form; lib/relata/nlp/coreference.cpp has the same
    "first": "i me my mine myself", "firsts": "we us our ours ourselves", "second": "you your yours yourself yourselves",
    "he": "he him his himself", "she": "she her hers herself", "it": "it its itself", "they": "they them their theirs themselves themself",
    "this": "this that these those", "who": "who whom whose which what where"}
KINDS = ["name", "nominal", "definite", "indefinite", "this-nominal", *PRONOUNS, "pronoun"]
CLASS_OF = {form: kind for kind, forms in PRONOUNS.items() for form in forms.split()}
ROLES = ["other", "subj", "obj", "obl", "nmod", "poss", "root", "conj", "appos"]
ROLE_OF = {"nsubj": "subj", "csubj": "subj", "obj": "obj", "iobj": "obj", "obl": "obl", "nmod": "nmod", "nmod:poss": "poss", "root": "root",
           "conj": "conj", "appos": "appos", "det:poss": "poss"}
CATEGORIES = ["none", "Person", "Place", "Organization", "Event", "other"]
QUOTES = ["neither", "same", "first", "second", "different"]  # which of (mention, candidate) stands in a quotation
STRINGS = ["none", "same", "head", "in", "contains"]
NESTINGS = ["none", "inside", "around"]
SENTENCES = [0, 1, 2, 3, 5, 9, 10 ** 9]  # upper bounds of the buckets
MENTIONS = [1, 2, 3, 4, 7, 15, 31, 10 ** 9]
# Sizes of the features of a pair, in this order: an embedding of each is added up.
FEATURES = [2 * len(SENTENCES), len(MENTIONS), len(KINDS) ** 2, len(STRINGS), len(NESTINGS), len(CATEGORIES) ** 2, len(QUOTES),
            len(ROLES) ** 2, 2, 4]
OFFSETS = np.concatenate([[0], np.cumsum(FEATURES)])[:-1]
MOST = 80      # mentions before, that are looked at
AFTER = 8      # names after a pronoun, in its sentence
STATE, HIDDEN = 256, 128


def bucket(bounds, n):
    return next(i for i, b in enumerate(bounds) if n <= b)


class Mention:
    __slots__ = ("first", "last", "head", "kind", "category", "role", "sentence", "text", "head_lemma", "words", "quote", "governor", "times", "gold", "is_name",
                 "is_pronoun", "start", "end")


def category(iri):
    name = re.split("[#/]", iri or "")[-1]
    return GROUPS.get(name, "other") if name else "none"


GROUPS = {}  # class of the ontology -> the first of CATEGORIES that is it or above it; filled by read_classes()


def read_classes():
    """Of the ontologies beside this folder."""
    parents, here = {}, os.path.dirname(os.path.abspath(__file__))
    for path in (os.path.join(here, "..", "ontologies", name) for name in ("core.ttl", "news.ttl")):
        for block in open(path, encoding="utf-8").read().split("\n\n"):
            if m := re.match(r"\s*\w*:(\w+) a owl:Class", block):
                parents[m[1]] = {p.strip().split(":")[-1] for x in re.findall(r"rdfs:subClassOf ([^;.\[]+)", block) for p in x.split(",")}
    def above(c):
        return {c}.union(*(above(p) for p in parents.get(c, ())))
    for c in parents:
        GROUPS[c] = next((x for x in CATEGORIES[1:5] if x in above(c)), "other")


ARTICLES = {"the", "a", "an"}


def document(record, clusters=None, partial=None):
    """A record as (sentences of words, mentions). `clusters`: gold clusters as lists of (start, end) spans, where everything is
    annotated; `partial`: clusters as lists of spans where only these are."""
    words, bounds, tokens = [], [], []
    for s in record["sentences"]:
        bounds.append((len(tokens), len(tokens) + len(s["tokens"])))
        for t in s["tokens"]:
            tokens.append((t, len(bounds) - 1))
            words.append(t["form"])
    at = {t["start"]: i for i, (t, _) in reversed(list(enumerate(tokens)))}
    until = {t["end"]: i for i, (t, _) in enumerate(tokens)}
    quote = quotations(record["text"], [t for t, _ in tokens])

    def head_of(first, last):
        base = bounds[tokens[first][1]][0]
        for i in range(first, last + 1):
            h = tokens[i][0].get("head", 0)
            if h == 0 or not first <= base + h - 1 <= last:
                return i
        return last

    mentions, span_of = [], {}
    for m in sorted(record["mentions"], key=lambda m: (m["start"], -m["end"])):
        if m["kind"] == "value" or m["start"] not in at or m["end"] not in until:
            continue
        first, last = at[m["start"]], until[m["end"]]
        if last < first or (first, last) in span_of:
            continue
        x = Mention()
        x.first, x.last, x.head, x.sentence = first, last, head_of(first, last), tokens[first][1]
        head = tokens[x.head][0]
        lower = words[first].lower()
        if m["kind"] == "pronoun":
            kind = CLASS_OF.get(lower, "pronoun")
        elif m["kind"] == "name":
            kind = "name"
        else:
            kind = ("definite" if lower == "the" else "indefinite" if lower in ("a", "an", "some", "any", "no", "another") else
                    "this-nominal" if lower in ("this", "that", "these", "those") else "nominal")
        x.kind, x.is_name, x.is_pronoun = KINDS.index(kind), kind == "name", m["kind"] == "pronoun"
        x.start, x.end = m["start"], m["end"]
        x.category = CATEGORIES.index(category(m.get("type", "")))
        relation = head.get("deprel", "")
        x.role = ROLES.index(ROLE_OF.get(relation) or ROLE_OF.get(relation.split(":")[0], "other"))
        x.governor = bounds[x.sentence][0] + head["head"] - 1 if head.get("head") else -1
        inner = [words[i].lower() for i in range(first, last + 1)]
        while len(inner) > 1 and (inner[0] in ARTICLES or CLASS_OF.get(inner[0])):
            inner = inner[1:]
        while len(inner) > 1 and inner[-1] in ("'s", "’s", "'", "’"):
            inner = inner[:-1]
        x.words, x.text, x.head_lemma = inner, " ".join(inner), (head.get("lemma") or words[x.head]).lower()
        x.quote = quote[x.head]
        x.gold = None
        span_of[(first, last)] = x
        mentions.append(x)
    by_head = collections.defaultdict(list)
    for x in mentions:
        by_head[x.head].append(x)
    counts = collections.Counter()
    for x in mentions:
        x.times = min(3, counts[x.text])
        if CLASS_OF.get(x.text) is None:
            counts[x.text] += 1
    for c, cluster in enumerate(clusters if clusters is not None else partial or []):
        for start, end in cluster:
            if start in at and end in until and at[start] <= until[end]:
                span = (at[start], until[end])
                x = span_of.get(span) or next((y for y in by_head[head_of(*span)] if y.gold is None and span[0] <= y.first and y.last <= span[1]), None)
                if x is None and partial is not None:  # of a name, any part will do
                    x = next((y for y in mentions if y.is_name and y.first <= span[1] and span[0] <= y.last), None)
                if x is not None:
                    x.gold = c
    if clusters is not None:  # what no cluster has stands alone
        for i, x in enumerate(mentions):
            if x.gold is None:
                x.gold = -1 - i
    return [data.Sentence(words[a:b], record["id"]) for a, b in bounds if b > a], mentions


def quotations(text, tokens):
    """For each token the number of the quotation it stands in, 0 outside; find_quotations() in lib/relata/nlp/quotations.cpp."""
    out, number, opened, last_end = [0] * len(tokens), 0, None, 0

    def close(end):
        nonlocal number, opened
        if opened is not None and end - opened <= 400:
            number += 1
            out[opened:end] = [number] * (end - opened)
        opened = None

    for i, t in enumerate(tokens):
        if "\n\n" in text[last_end:t["start"]]:
            close(i)
        last_end, form = t["end"], t["form"]
        if form in ("“", "``", "«", "„") or (form == '"' and opened is None):
            opened = i if opened is None else opened
        elif form in ("”", "''", "»", '"'):
            close(i + 1)
        elif opened is not None and i - opened > 400:
            opened = None
    close(len(tokens))
    return out


def candidates(mentions, i):
    """Indices of the mentions that mention i may choose."""
    m = mentions[i]
    before = list(range(max(0, i - MOST), i))
    if not m.is_pronoun:
        return before
    return before + [j for j in range(i + 1, len(mentions)) if mentions[j].is_name and mentions[j].sentence == m.sentence][:AFTER]


def string_relation(a, b):
    if a.text == b.text:
        return 1
    if CLASS_OF.get(a.text) or CLASS_OF.get(b.text):
        return 0
    if set(a.words) <= set(b.words):
        return 3
    if set(b.words) <= set(a.words):
        return 4
    return 2 if a.head_lemma == b.head_lemma else 0


def pair_features(mentions, i, j):
    a, b = mentions[i], mentions[j]
    after = j > i
    sentence = bucket(SENTENCES, abs(a.sentence - b.sentence)) + (len(SENTENCES) if after else 0)
    nesting = 1 if b.first <= a.first and a.last <= b.last else 2 if a.first <= b.first and b.last <= a.last else 0
    quote = 0 if not a.quote and not b.quote else 1 if a.quote == b.quote else 2 if not b.quote else 3 if not a.quote else 4
    same_governor = int(a.governor == b.governor and a.governor >= 0)
    return (sentence, bucket(MENTIONS, abs(i - j)), a.kind * len(KINDS) + b.kind, string_relation(a, b), nesting,
            a.category * len(CATEGORIES) + b.category, quote, a.role * len(ROLES) + b.role, same_governor, b.times)


class Unit:
    """A document ready for the model: its sentences, mentions, pairs with features and answers.

    answers "all": everything is annotated; "some": mentions whose `gold` is None, and what they may be, are open;
    "none": every pair, to predict."""

    def __init__(self, sentences, mentions, answers, id=""):
        self.sentences, self.mentions, self.id = sentences, mentions, id
        self.first = np.array([m.first for m in mentions], "i8")
        self.last = np.array([m.last for m in mentions], "i8")
        self.head = np.array([m.head for m in mentions], "i8")
        self.words = sum(len(s.words) for s in sentences)
        rows, cols, features, right = [], [], [], []
        self.has_answer = np.zeros(len(mentions), bool)
        self.dummy_right = np.zeros(len(mentions), bool)
        self.dummy_allowed = np.ones(len(mentions), bool)
        for i, m in enumerate(mentions):
            if answers == "some" and m.gold is None:
                continue
            chosen = candidates(mentions, i)
            good = [m.gold is not None and mentions[j].gold == m.gold for j in chosen]
            wrong = [not g for g in good]
            if answers == "some":
                wrong = [not g and mentions[j].gold is not None for j, g in zip(chosen, good)]
                if any(good):  # a name that shares no word with the answer is another thing
                    shared = set().union(*(mentions[j].words for j, g in zip(chosen, good) if g))
                    wrong = [w or (not g and mentions[j].is_name and not shared & set(mentions[j].words)) for j, g, w in zip(chosen, good, wrong)]
                elif not m.is_pronoun or not any(wrong):
                    continue  # whether it was mentioned before is not annotated
                self.dummy_allowed[i] = not any(good)
            self.has_answer[i] = True
            self.dummy_right[i] = not any(good)
            for j, g, w in zip(chosen, good, wrong):
                if g or w or not any(good):
                    rows.append(i)
                    cols.append(j)
                    features.append(pair_features(mentions, i, j))
                    right.append(g or not w)  # where the answer is neither of two names, it may be anything else
        self.rows, self.cols = np.array(rows, "i8"), np.array(cols, "i8")
        self.features = np.array(features, "i2").reshape(-1, len(FEATURES)) + OFFSETS.astype("i2")
        self.right = np.array(right, bool)

    def index(self, words):
        data.index(self.sentences, words)
        self.size = sum(map(data.length, self.sentences))


class Scorer(nn.Module):
    """Scores of pairs of mentions; see the head of this file."""

    def __init__(self, hidden=384):
        super().__init__()
        self.state = nn.Linear(2 * hidden, STATE)
        self.bilinear = nn.Linear(STATE, STATE)
        self.sides = nn.Linear(STATE, 2 * HIDDEN)
        self.features = nn.Parameter(torch.randn(sum(FEATURES), HIDDEN) * 0.02)
        self.out = nn.Linear(HIDDEN, 1)
        nn.init.zeros_(self.bilinear.weight)
        nn.init.zeros_(self.bilinear.bias)
        nn.init.zeros_(self.out.bias)

    def mentions(self, words, first, last, head):
        """States [M, STATE] from word vectors [N, hidden]."""
        x = torch.cat([words[head], (words[first] + words[last]) * 0.5], -1)
        return F.dropout(F.gelu(self.state(F.dropout(x, 0.2, self.training)), approximate="tanh"), 0.2, self.training)

    def forward(self, states, rows, cols, features):
        """Score of each pair [P]."""
        left, right = self.sides(states).split(HIDDEN, -1)
        query = self.bilinear(states)
        z = (left[rows] + right[cols]).float() + F.embedding_bag(features, self.features, mode="sum")
        return self.out(F.dropout(F.relu(z), 0.3, self.training)).squeeze(-1).float() + (query[rows] * states[cols]).float().sum(-1)


def pair_scores(scorer, words, unit):
    """Scores [P] of the pairs of a unit from its word vectors [N, hidden]."""
    t = torch.from_numpy
    states = scorer.mentions(words, t(unit.first), t(unit.last), t(unit.head))
    return scorer(states, t(unit.rows), t(unit.cols), t(unit.features).long())


def loss_of(scorer, words, units):
    """Mean over the mentions with an answer of -log P(a right one), from the word vectors of all units in a row."""
    total, count, at = 0.0, 0, 0
    for unit in units:
        scores = pair_scores(scorer, words[at:at + unit.words], unit)
        at += unit.words
        n, rows, t = len(unit.mentions), torch.from_numpy(unit.rows), torch.from_numpy
        top = np.zeros(n, "f4")
        np.maximum.at(top, unit.rows, scores.detach().numpy())
        top = t(top)
        e = torch.exp(scores - top[rows])
        dummy = torch.exp(-top) * t(unit.dummy_allowed).float()
        everything = dummy + torch.zeros(n).index_add(0, rows, e)
        good = dummy * t(unit.dummy_right).float() + torch.zeros(n).index_add(0, rows, e * t(unit.right).float())
        has = t(unit.has_answer)
        total = total - (torch.log(good[has] + 1e-9) - torch.log(everything[has] + 1e-9)).sum()
        count += int(has.sum())
    return total / max(1, count)


def unit_batches(units, tokens, rng):
    """Units together, at most about `tokens` subwords a batch."""
    units, out, size = list(units), [[]], 0
    rng.shuffle(units)
    for u in units:
        if out[-1] and size + u.size > tokens:
            out.append([])
            size = 0
        out[-1].append(u)
        size += u.size
    return out


# --- data sets -------------------------------------------------------------------------------------------------------

def lines(path):
    with data.opened(path) as f:
        return [json.loads(line) for line in f]


def spans_of(record):
    return {e["id"]: (e["start"], e["end"]) for e in record["entities"]}


def gum(folder, records, part, genres=None, answers="all"):
    """OntoGUM: everything is annotated but what is mentioned once."""
    out, predicted = [], {r["id"]: r for r in lines(records)}
    for g in lines(data.find(folder, f"documents/ontogum-{part}.jsonl")):
        if genres is None or g["genre"] in genres:
            at = spans_of(g)
            sentences, mentions = document(predicted[g["id"]], clusters=[[at[i] for i in c] for c in g["clusters"]])
            out.append(Unit(sentences, mentions, answers, g["id"]))
            out[-1].gold = [{at[i] for i in c} for c in g["clusters"]]
    return out


def gap(folder, records, dev):
    """GAP: one pronoun and two names a passage. Every fifth passage is for choosing."""
    out, predicted = [], {r["id"]: r for r in lines(records)}
    for g in lines(data.find(folder, "coreference/gap-development.jsonl")):
        if (int(g["id"].split("-")[-1]) % 5 == 0) != dev:
            continue
        at = spans_of(g)
        together = {i for c in g.get("clusters", []) for i in c}
        clusters = [[at[i] for i in at if i in together]] + [[at[i]] for i in at if i not in together]
        sentences, mentions = document(predicted[g["id"]], partial=[c for c in clusters if c])
        out.append(Unit(sentences, mentions, "none" if dev else "some", g["id"]))
        out[-1].gold = g
    return out


def join_passages(records):
    """Passages of one document of KnowledgeNet as one text each; entities move along."""
    documents = collections.defaultdict(list)
    for r in records:
        documents[r["doc"]].append((int(r["id"].split("-")[2]), r))
    for doc, parts in documents.items():
        text, entities = "", []
        for _, r in sorted(parts, key=lambda x: x[0]):
            shift = len(text)
            entities += [dict(e, start=e["start"] + shift, end=e["end"] + shift) for e in r["entities"]]
            text += r["text"] + " "
        yield dict(id=doc, text=text, entities=entities)


class Renamer:
    """Passages of GAP with other names, so that contexts are learned and not who did what."""

    def __init__(self, units):
        self.first, self.last = collections.defaultdict(list), []
        for unit in units:
            for gender, parts in self.names(unit):
                if len(parts) > 1:
                    self.first[gender].append(parts[0])
                    self.last.append(parts[-1])

    @staticmethod
    def names(unit):
        """(gender of the pronoun asked about, words) of the two names of a passage."""
        at, text = spans_of(unit.gold), unit.gold["text"]
        gender = CLASS_OF.get(text[slice(*at["p"])].lower(), "he")
        return [(gender, text[slice(*at[name])].split()) for name in ("a", "b")]

    def __call__(self, unit, words, rng):
        new = {}
        for gender, parts in self.names(unit):
            for i, part in enumerate(parts):
                if part[:1].isupper() and part.isalpha() and part not in new and rng.random() < 0.8:
                    is_first = len(parts) > 1 and i == 0 or len(parts) == 1 and rng.random() < 0.5
                    new[part] = rng.choice(self.first[gender] if is_first else self.last)
        out = copy.copy(unit)
        out.sentences = [data.Sentence([new.get(w, w) for w in s.words], s.doc) for s in unit.sentences]
        out.index(words)
        return out


def knowledge_net(folder, records):
    """KnowledgeNet: mentions of one Wikidata item are one thing; the pronouns among them are what is learned here."""
    out, predicted = [], {r["id"]: r for r in lines(records)}
    for g in join_passages(lines(data.find(folder, "relations/knowledgenet.jsonl"))):
        clusters = collections.defaultdict(list)
        for e in g["entities"]:
            if "qid" in e:
                clusters[e["qid"]].append((e["start"], e["end"]))
        sentences, mentions = document(predicted[g["id"]], partial=list(clusters.values()))
        unit = Unit(sentences, mentions, "some", g["id"])
        if unit.has_answer.any():
            out.append(unit)
    return out


def prepare(folder, relata, out):
    """Writes the extraction records of all texts that are learned from or chosen on."""
    os.makedirs(out, exist_ok=True)
    texts = {name: lines(data.find(folder, path)) for name, path in
             (("ontogum-train", "documents/ontogum-train.jsonl"), ("ontogum-dev", "documents/ontogum-dev.jsonl"), ("gap", "coreference/gap-development.jsonl"))}
    texts["knowledgenet"] = join_passages(lines(data.find(folder, "relations/knowledgenet.jsonl")))
    for name, records in texts.items():
        text = "".join(json.dumps(dict(id=r["id"], text=r["text"])) + "\n" for r in records)
        with open(os.path.join(out, name + ".jsonl"), "w", encoding="utf-8") as f:
            subprocess.run([relata, "annotate", "--from", "jsonl", "-"], input=text, text=True, stdout=f, check=True)


def training_units(folder, records):
    f = lambda name: os.path.join(records, name + ".jsonl")
    return {"gum": gum(folder, f("ontogum-train"), "train", data.GUM_GENRES), "gap": gap(folder, f("gap"), False),
            "knowledgenet": knowledge_net(folder, f("knowledgenet"))}


def dev_units(folder, records):
    f = lambda name: os.path.join(records, name + ".jsonl")
    return {"gum": gum(folder, f("ontogum-dev"), "dev", answers="none"), "gap": gap(folder, f("gap"), True)}


# --- dev figures -----------------------------------------------------------------------------------------------------

def clusters_of(unit, scores):
    """Sets of mentions by the best antecedent of each, where it is better than none."""
    n = len(unit.mentions)
    best, chosen = np.zeros(n), np.arange(n)
    for i, j, s in zip(unit.rows, unit.cols, scores):
        if s > best[i]:
            best[i], chosen[i] = s, j
    root = list(range(n))

    def find(x):
        while root[x] != x:
            x = root[x]
        return x
    for i in range(n):
        root[find(i)] = find(chosen[i])
    groups = collections.defaultdict(set)
    for i in range(n):
        groups[find(i)].add(i)
    return list(groups.values())


def f1(a, b, c, d):
    p, r = a / max(1, b), c / max(1, d)
    return 200 * p * r / max(1e-9, p + r)


def score_gum(units, scores):
    """MUC and B3 over exact spans, clusters of one left out."""
    muc, b3 = np.zeros(4), np.zeros(4)
    for unit, s in zip(units, scores):
        predicted = [{(unit.mentions[i].start, unit.mentions[i].end) for i in c} for c in clusters_of(unit, s) if len(c) > 1]
        for k, (x, y) in enumerate(((predicted, unit.gold), (unit.gold, predicted))):
            at = {m: i for i, c in enumerate(y) for m in c}
            for c in x:
                parts = collections.Counter(at.get(m, ("alone", m)) for m in c)
                muc[2 * k:2 * k + 2] += len(c) - len(parts), len(c) - 1
                b3[2 * k:2 * k + 2] += sum(v * v for p, v in parts.items() if not isinstance(p, tuple)) / len(c), len(c)
    return dict(muc=round(f1(*muc), 2), b3=round(f1(*b3), 2))


def score_gap(units, scores):
    """F1 of "the pronoun means this name" (Webster et al. 2018)."""
    right = predicted = gold = 0
    for unit, s in zip(units, scores):
        at = spans_of(unit.gold)
        together = {i for c in unit.gold.get("clusters", []) for i in c}
        over = lambda m, x: m.start < x[1] and x[0] < m.end
        cluster = next((c for c in clusters_of(unit, s) for i in c if unit.mentions[i].is_pronoun and over(unit.mentions[i], at["p"])), set())
        for name in ("a", "b"):
            said = any(over(unit.mentions[i], at[name]) and not unit.mentions[i].is_pronoun for i in cluster)
            right, predicted, gold = right + (said and name in together), predicted + said, gold + (name in together)
    return round(f1(right, predicted, right, gold), 2)


def main():
    p = argparse.ArgumentParser(description="Writes the records that coreference is learned on.")
    p.add_argument("--data", required=True)
    p.add_argument("--relata", required=True, help="the program")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    prepare(a.data, a.relata, a.out)


if __name__ == "__main__":
    main()
