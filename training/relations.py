"""The relation reader: arguments, classes and relations by the words of an ontology.

It stands on the subword embeddings of the language model (not trained here, so every other head stays as it is) and has of its own
  layers     transformer layers over the subwords of a sentence (model.Layer), begun from the pretrained ones
  label      the mean of the vectors that the same layers give the words of a class or property, through a small network: no property
             has weights of its own
  argument   how likely a candidate span (lib/relata/nlp/argument_spans.hpp) is one thing that a relation can hold of
  class      span against label of a class: which class it is of; also how well it fits a domain or range
  pair       two spans and the words on the tree's path between them, against the label of a property
  match      how near the words of the label come to words about the pair, and to any word of the sentence, by the embeddings of their subwords
The features come from relata itself (bench/relation_features.cpp), so it is trained on the words, trees and mentions that it will read.

    relations.py features --tool build/bench/relata-relation-features --language-model ../models/relata-en-v2 --knowledge FILE --data DATA --out runs/rel [--pieces FILE]
    relations.py train    --data DATA --features runs/rel --language-model ../models/relata-en-v2 --pretrained FOLDER --out runs/rel/a.pt --minutes 20 [--hold ont_2_music,ont_8_politics]
    relations.py dev      runs/rel/a.pt --data DATA --features runs/rel --language-model ../models/relata-en-v2 [--pieces FILE]
    relations.py export   runs/rel/a.pt --data DATA --features runs/rel --language-model ../models/relata-en-v2 --pieces FILE

`export` also fits what log odds mean (Platt 1999) and from where a relation is told, both on dev parts, and writes relations.safetensors into the model's folder.
"""
import argparse
import collections
import hashlib
import json
import math
import os
import random
import re
import subprocess
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import relation_data
from model import FFN, HIDDEN, Layer, dropout

STATE, PAIR, LABEL, CLASS = 192, 256, 256, 128
KINDS = ["none", "name", "nominal", "pronoun", "time", "amount"]  # of the mention with just these words; relation_reader.cpp has the same
DISTANCES = [0, 1, 2, 4, 7, 12, 20, 10 ** 9]  # words between the spans: upper bounds of the buckets
STEPS = [0, 1, 2, 3, 4, 6, 10 ** 9]           # words on the path
LONGEST = 160   # words of a sentence
ARGUMENTS = 14  # spans of a sentence that are paired while reading and do not overlap
RIVALS = 8      # more that overlap one of these and are nearly as likely: pairs decide
NEARLY = 3.0    # log odds
BESIDE = 2.0    # log odds by which another property of the same two may be less likely than the best one
BESIDE_COUNT = 0.5  # the same for what is counted: a number is mostly one thing
PATH = 8        # words of a path
NEAR = 20       # words on a path and next below it
EMPTY = set("a an and as at by for from has have in is of on or that the to was were with".split())  # words of labels that say nothing
FAST_BFLOAT16 = "avx512_bf16" in open("/proc/cpuinfo", encoding="ascii").read() if os.path.exists("/proc/cpuinfo") else False  # emulated it is slower than float
NAMES_ONLY = ("wikidata_tekgen", "redocred")  # mark no fact of "it" or "the film"
ONE_OF_LIST = "wikidata_tekgen"  # marks a part of what a sentence says, often one member of a list
OFTEN = {"schemas/plain": 4, "schemas/encyclopedia": 3, "schemas/prose": 2}  # times as often as others: short plain sentences; the manner of an encyclopedia; tables as prose
LEAST = -4.0    # log odds below which neither a span nor a relation is told


# --- features --------------------------------------------------------------------------------------------------------

def label_texts(groups, sets):
    """All words that a class or property is described with."""
    out = set()
    for group in groups.values():
        for p in group:
            out.update(x for x in (p.label, p.comment, p.domain, p.range, *p.others) if x)
    for passages in sets.values():
        for p in passages:
            out.update(c for c in p.classes or () if c)
            out.update(c for c in p.spans.values() if c)
    return sorted(out)


def features(a):
    groups, sets = relation_data.everything(a.data, a.pieces)
    os.makedirs(a.out, exist_ok=True)
    texts = {name: [(p.id, p.text) for p in passages] for name, passages in sets.items()}
    texts["labels"] = [(str(i), t) for i, t in enumerate(label_texts(groups, sets))]
    here = os.path.dirname(os.path.abspath(__file__))
    ontologies = [os.path.join(here, "..", "ontologies", f) for f in ("core.ttl", "news.ttl")]
    for name, pairs in texts.items():
        if a.only and name not in a.only.split(","):
            continue
        text = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in pairs)
        with open(os.path.join(a.out, name + ".jsonl"), "w", encoding="utf-8") as f:
            subprocess.run([a.tool, a.model, a.knowledge, *ontologies], input=text, text=True, stdout=f, check=True)
        print(name, len(pairs), flush=True)


class Sentence:
    __slots__ = ("size", "ids", "shapes", "first", "last", "forms", "below", "governor", "spans", "kinds", "gold", "wrong", "unmarked", "facts", "judged", "negative", "types", "classes", "passage", "text")


def kind_of(mention):
    kind, cls = mention[2], mention[3]
    if kind == "value":
        return KINDS.index("amount" if cls in ("integer", "ucum", "QuantitativeValue", "MonetaryAmount") else "time")
    return KINDS.index(kind)


def put_pieces(s, forms, words):
    """Subwords of a sentence, [CLS] and [SEP] around them, and where each word's first and last are."""
    s.ids, s.shapes, s.first, s.last = [101], [0], [], []
    for form in forms:
        pieces = words.pieces(form)
        s.first.append(len(s.ids))
        s.ids += pieces
        s.shapes += [data.shape(form)] * len(pieces)
        s.last.append(len(s.ids) - 1)
    s.ids.append(102)
    s.shapes.append(0)
    s.size, s.forms = len(forms), forms


def sentences_of(folder, name, passages, words, add_gold=True):
    """Features and answers joined, a Sentence each. `add_gold`: also gold spans that are no candidates, to learn from."""
    out = []
    by_id = {p.id: p for p in passages}
    for line in open(os.path.join(folder, name + ".jsonl"), encoding="utf-8"):
        r = json.loads(line)
        if r["id"] not in by_id:
            continue
        p = by_id[r["id"]]
        tokens = r["tokens"]
        starts = {t[0]: i for i, t in reversed(list(enumerate(tokens)))}
        ends = {t[1]: i + 1 for i, t in enumerate(tokens)}
        gold_at = {(starts[s], ends[e]): (s, e) for s, e in p.spans if s in starts and e in ends}
        kinds = {(m[0], m[1]): kind_of(m) for m in r["mentions"]}
        for (first, end), spans in zip(r["sentences"], r["spans"]):
            end = min(end, first + LONGEST)
            s = Sentence()
            s.passage, s.text = p, tokens[first:end]
            put_pieces(s, [t[2] for t in s.text], words)
            s.governor = [t[3] - first if first <= t[3] < end else -1 for t in tokens[first:end]]
            s.below = [[] for _ in s.governor]
            for i, g in enumerate(s.governor):
                if g >= 0:
                    s.below[g].append(i)
            inside = {k: v for k, v in gold_at.items() if first <= k[0] and k[1] <= end}
            candidates = {(a - first, b - first): h - first for a, b, h, _ in spans if b <= end}
            for a, b in inside if add_gold else ():
                candidates.setdefault((a - first, b - first), head_of(s.governor, a - first, b - first))
            s.spans = [(a, b, h) for (a, b), h in sorted(candidates.items(), key=lambda x: (x[0][0], -x[0][1]))]
            s.kinds = [kinds.get((a + first, b + first), 0) for a, b, _ in s.spans]
            at = {(x[0] + first, x[1] + first): i for i, x in enumerate(s.spans)}
            number = {chars: at[words] for words, chars in inside.items() if words in at}
            s.gold = sorted(number.values())
            covered = set(i for g in s.gold for i in range(*s.spans[g][:2]))
            s.wrong = [i for i, x in enumerate(s.spans) if i not in set(s.gold) and covered.intersection(range(x[0], x[1]))]
            s.facts = [(number[a], q, number[b]) for a, q, b in p.facts if a in number and b in number]
            if add_gold and p.group.startswith(ONE_OF_LIST):
                complete_lists(s)
            s.unmarked = []
            if p.group.startswith(NAMES_ONLY):
                known = {*s.gold, *s.wrong}
                s.unmarked = [i for i, x in enumerate(s.spans) if i not in known and s.kinds[i] <= KINDS.index("pronoun") and s.kinds[i] != KINDS.index("name") and (s.forms[x[2]].islower() or s.kinds[i] == KINDS.index("pronoun"))]
            s.judged, s.negative, s.classes = p.judged, p.negative, p.classes
            s.types = [(number[c], p.spans[c]) for c in number if p.spans[c]]
            out.append(s)
    return out


def complete_lists(s):
    """What is marked of one member of a list holds for all: "featuring A | , | B | and | C"."""
    named = [i for i, kind in enumerate(s.kinds) if kind == KINDS.index("name")]
    starts, ends = {s.spans[i][0]: i for i in named}, {s.spans[i][1]: i for i in named}

    def members(one):
        out, joined = {one}, False
        for step, by, edge in ((1, starts, 1), (-1, ends, 0)):
            at = one
            while True:
                t, between = s.spans[at][edge] - (step < 0), []
                while 0 <= t < s.size and s.forms[t] in (",", "and", "or", "&"):
                    between.append(s.forms[t])
                    t += step
                at = by.get(t + (step < 0)) if between else None
                if at is None:
                    break
                joined |= between != [","]
                out.add(at)
        return out if joined else {one}

    facts = set(s.facts)
    for a, q, b in s.facts:
        facts |= {(x, q, b) for x in members(a) if a in named} | {(a, q, y) for y in members(b) if b in named}
    new = {x for a, _, b in facts for x in (a, b)} - set(s.gold)
    s.facts = sorted(f for f in facts if not overlap(s.spans[f[0]], s.spans[f[2]]))
    s.gold = sorted({*s.gold, *new})
    s.wrong = [i for i in s.wrong if i not in new]


def head_of(governor, first, end):
    return next((i for i in range(first, end) if not first <= governor[i] < end), end - 1)


def path_between(governor, a, b):
    """Words on the tree's path between two words, without them; the first PATH of them."""
    def up(x):
        chain = [x]
        while governor[chain[-1]] >= 0 and len(chain) < 40:
            chain.append(governor[chain[-1]])
        return chain
    left, right = up(a), up(b)
    common = next((x for x in left if x in right), None)
    if common is None:
        return []
    path = left[1:left.index(common)] + ([common] if common not in (a, b) else []) + right[1:right.index(common)][::-1]
    return path[:PATH]


def near(sentence, path, x, y):
    """Words on the path and next below it and the heads of both spans, without the spans; the first NEAR of them in the text."""
    words = set(path)
    for i in (*path, x[2], y[2]):
        words.update(sentence.below[i])
    return sorted(i for i in words if not x[0] <= i < x[1] and not y[0] <= i < y[1])[:NEAR]


# --- model -----------------------------------------------------------------------------------------------------------

class Reader(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.span = nn.Linear(3 * HIDDEN, 2 * STATE + CLASS)   # as subject, as object, as one of a class
        self.kind = nn.Parameter(torch.zeros(len(KINDS), 2 * STATE + CLASS))
        self.argument_words = nn.Linear(HIDDEN, 3 * 64)        # first, last, head word
        self.argument_kind = nn.Parameter(torch.zeros(len(KINDS), 64))
        self.argument = nn.Linear(64, 1)
        self.sides = nn.Linear(2 * STATE, PAIR)                # subject and object
        self.product = nn.Linear(STATE, PAIR, bias=False)      # of their states
        self.path = nn.Linear(HIDDEN, PAIR, bias=False)
        self.places = nn.Parameter(torch.zeros(2 * len(DISTANCES) + len(STEPS), PAIR))
        self.out = nn.Linear(PAIR, LABEL)
        self.path_words = nn.Linear(HIDDEN, LABEL, bias=False)  # what the path says against what the label says, word by word alike
        self.property_words = nn.Linear(2 * HIDDEN, LABEL, bias=False)
        self.property_in = nn.Linear(2 * HIDDEN, 512)          # label, comment
        self.property_out = nn.Linear(512, LABEL + 1)          # vector and offset
        self.class_in = nn.Linear(HIDDEN, 256)
        self.class_out = nn.Linear(256, CLASS + 1)
        self.fit = nn.Parameter(torch.tensor([0.3, 0.3]))      # how much domain and range count
        self.scale = nn.Parameter(torch.tensor([-4.0, -3.0]))  # offsets of relations and classes
        self.match = nn.Parameter(torch.tensor([3.0, 1.0, 0.4, 0.4]))  # weight of what matches about the pair and in the sentence; from where on each counts
        for p in (self.kind, self.argument_kind, self.places):
            nn.init.normal_(p, std=0.02)
        nn.init.orthogonal_(self.path_words.weight)
        self.property_words.weight.data = torch.cat([self.path_words.weight.data, 0.3 * self.path_words.weight.data], 1)

    def stand_on(self, language_model):
        """The embeddings of a model folder, as they are read there."""
        from safetensors.numpy import load_file
        w = load_file(os.path.join(language_model, "model.safetensors"))
        get = lambda name: torch.from_numpy(w["embeddings." + name])
        self.word = get("word.weight").float() * get("word.scale")[:, None]
        self.middle, self.static = self.word.mean(0), {}
        self.position, self.shape, self.norm = get("position"), get("shape"), (get("norm.weight"), get("norm.bias"))
        return self

    def plain(self, words, forms):
        """[forms, H], unit vectors of words by themselves: the mean of their subwords' embeddings, less the mean of all."""
        for form in forms:
            if form not in self.static:
                self.static[form] = F.normalize(self.word[words.pieces(form)].mean(0) - self.middle, dim=0)
        return torch.stack([self.static[form] for form in forms]) if forms else torch.zeros(0, HIDDEN)

    def matches(self, words, sentences, at, near_words, labels):
        """How far the words of each label are found, [P, R] about each pair and in its sentence: the mean over the label's words of the best cosine.
        at: sentence of each pair; near_words [P, NEAR], -1 = none."""
        said = [[w for w in label.split() if w.lower() not in EMPTY] for label in labels]
        each = self.plain(words, [w for label in said for w in label])
        mean = torch.zeros(len(each), len(labels))
        row = 0
        for r, label in enumerate(said):
            mean[row:row + len(label), r] = 1 / max(1, len(label))
            row += len(label)
        size = max(s.size for s in sentences)
        cosines = torch.full((len(sentences), size + 1, len(each)), 0.0)  # the last row: no word
        for i, s in enumerate(sentences):
            cosines[i, :s.size] = self.plain(words, s.forms) @ each.T
        best = cosines[at[:, None], near_words].amax(1) if len(each) else torch.zeros(len(at), 0)
        return best @ mean, (cosines.amax(1) @ mean)[at]

    def encode(self, batch):
        """[B, words, H], a mean of the vectors of each word's first and last subword."""
        ids, shapes, mask, first, last = batch
        with torch.no_grad():
            x = F.embedding(ids, self.word) + self.position[:ids.shape[1]] + F.embedding(shapes, self.shape)
            x = dropout(F.layer_norm(x, (HIDDEN,), *self.norm, 1e-12), self.training)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training and FAST_BFLOAT16):
            for layer in self.layers:
                with torch.set_grad_enabled(torch.is_grad_enabled() and next(layer.parameters()).requires_grad):
                    x = layer(x, mask)
        x = x.float()
        pick = lambda at: x.gather(1, at[..., None].expand(-1, -1, HIDDEN))
        return (pick(first) + pick(last)) * 0.5

    def property(self, means):
        """[R, 2 H], of label and comment -> [R, LABEL + 1]"""
        made = self.property_out(dropout(F.gelu(self.property_in(means), approximate="tanh"), self.training))
        return made + F.pad(self.property_words(means), (0, 1))

    def cls(self, means):
        return self.class_out(dropout(F.gelu(self.class_in(means), approximate="tanh"), self.training))

    def spans(self, h, spans, kinds):
        """h [B, T, H], spans [B, K, 3] -> subject, object, class states."""
        pick = lambda i: h.gather(1, spans[..., i][..., None].expand(-1, -1, HIDDEN))
        z = self.span(torch.cat([pick(0), pick(1), pick(2)], -1)) + self.kind[kinds]
        return dropout(F.relu(z[..., :2 * STATE]), self.training).split(STATE, -1) + (z[..., 2 * STATE:],)

    def arguments(self, h, spans, kinds):
        w = self.argument_words(h)
        pick = lambda i: w.gather(1, spans[..., i][..., None].expand(-1, -1, 192))[..., 64 * i:64 * i + 64]
        return self.argument(F.relu(pick(0) + pick(1) + pick(2) + self.argument_kind[kinds]))[..., 0]

    def pairs(self, subject, object_, at, path, places):
        """States of spans [B, K, STATE] twice, at (rows, subjects, objects) [P] each, means over path words [P, PAIR + LABEL] -> [P, LABEL]"""
        rows, j, k = at
        left = F.linear(subject, self.sides.weight[:, :STATE], self.sides.bias)
        right = F.linear(object_, self.sides.weight[:, STATE:])
        z = left[rows, j] + right[rows, k] + self.product(subject[rows, j] * object_[rows, k]) + path[:, :PAIR] + self.places[places[:, 0]] + self.places[places[:, 1]]
        return self.out(dropout(F.relu(z), self.training)) + path[:, PAIR:]

    def relation_scores(self, pair, property_, fits_domain, fits_range, matches):
        score = pair @ property_[:, :LABEL].T / math.sqrt(LABEL) + property_[:, LABEL] + self.scale[0] + self.fit[0] * fits_domain + self.fit[1] * fits_range
        return score + sum(self.match[k] * F.relu(m - self.match[2 + k]) for k, m in enumerate(matches))

    def class_scores(self, states, classes):
        return states @ classes[:, :CLASS].T / math.sqrt(CLASS) + classes[:, CLASS] + self.scale[1]


def places_of(a, b, path):
    """Rows of `places`: order and distance of two spans, length of the path."""
    gap = (b[0] - a[1]) if a[0] < b[0] else (a[0] - b[1])
    distance = next(i for i, d in enumerate(DISTANCES) if max(0, gap) <= d) + (len(DISTANCES) if b[0] < a[0] else 0)
    return distance, 2 * len(DISTANCES) + next(i for i, d in enumerate(STEPS) if len(path) <= d)


class Texts:
    """The mean vector of the words of each label, as the model has it of late: no gradient goes there, so that labels stay what their words mean."""

    def __init__(self, folder, texts, words):
        self.sentences, self.known = {}, {}
        for line in open(os.path.join(folder, "labels.jsonl"), encoding="utf-8"):
            r = json.loads(line)
            s = self.sentences[texts[int(r["id"])]] = Sentence()
            put_pieces(s, [t[2] for t in r["tokens"]][:LONGEST], words)

    def forget(self):
        self.known.clear()

    def __call__(self, model, texts):
        new = sorted({t for t in texts if t and t not in self.known}, key=lambda t: self.sentences[t].size)
        was = model.training
        model.eval()
        with torch.no_grad():
            for at in range(0, len(new), 64):
                part = [self.sentences[t] for t in new[at:at + 64]]
                h = model.encode(collate(part))
                for i, s in enumerate(part):
                    self.known[new[at + i]] = h[i, :s.size].mean(0)
        model.train(was)
        return torch.stack([self.known[t] if t else torch.zeros(HIDDEN) for t in texts])


def describe(model, texts, labels, comments, domains, ranges):
    """Vectors of properties [R, LABEL + 1] and of their domains and ranges [R, CLASS + 1]; "" where there is none."""
    property_ = model.property(torch.cat([texts(model, labels), texts(model, comments)], -1))
    known = lambda names: torch.tensor([float(bool(t)) for t in names])
    return property_, model.cls(texts(model, domains)), model.cls(texts(model, ranges)), known(domains), known(ranges)


# --- training --------------------------------------------------------------------------------------------------------

def sample(sentence, rng, most=14, rivals=4):
    """Spans that are paired: the gold ones, some that overlap them and some that are no part of any."""
    bad = set(sentence.wrong)
    others = [i for i in range(len(sentence.spans)) if i not in bad and i not in set(sentence.gold)]
    likely = [i for i in others if sentence.kinds[i]]
    rng.shuffle(likely)
    rng.shuffle(others)
    chosen, words = list(sentence.gold), set()
    rng.shuffle(chosen)
    chosen = chosen[:most - 4]
    for i in likely + others[:3]:
        r = set(range(*sentence.spans[i][:2]))
        if not words & r and len(chosen) < most:
            chosen.append(i)
            words |= r
    chosen += rng.sample(sentence.wrong, min(rivals, len(sentence.wrong)))
    return sorted(set(chosen))


def collate(batch):
    t, n = max(len(s.ids) for s in batch), max(s.size for s in batch)
    ids, shapes, mask = np.zeros((len(batch), t), "i8"), np.zeros((len(batch), t), "i8"), np.full((len(batch), t), -1e4, "f4")
    first, last = np.zeros((len(batch), n), "i8"), np.zeros((len(batch), n), "i8")
    for i, s in enumerate(batch):
        k = len(s.ids)
        ids[i, :k], shapes[i, :k], mask[i, :k], first[i, :s.size], last[i, :s.size] = s.ids, s.shapes, 0, s.first, s.last
    return torch.from_numpy(ids), torch.from_numpy(shapes), torch.from_numpy(mask)[:, None, None], torch.from_numpy(first), torch.from_numpy(last)


def span_tensor(batch, chosen):
    k = max(1, max(len(c) for c in chosen))
    spans, kinds = np.zeros((len(batch), k, 3), "i8"), np.zeros((len(batch), k), "i8")
    for i, (s, c) in enumerate(zip(batch, chosen)):
        for j, n in enumerate(c):
            a, b, h = s.spans[n]
            spans[i, j], kinds[i, j] = (a, b - 1, h), s.kinds[n]
    return torch.from_numpy(spans), torch.from_numpy(kinds)


def pair_tensors(model, batch, chosen, h):
    rows, subjects, objects, places, paths, beside, at = [], [], [], [], [], [], {}
    for i, (s, c) in enumerate(zip(batch, chosen)):
        for j, a in enumerate(c):
            for k, b in enumerate(c):
                x, y = s.spans[a], s.spans[b]
                if x[0] < y[1] and y[0] < x[1]:
                    continue
                path = path_between(s.governor, x[2], y[2])
                at[i, a, b] = len(rows)
                rows.append(i), subjects.append(j), objects.append(k), paths.append(path), places.append(places_of(x, y, path))
                beside.append(near(s, path, x, y))
    n = len(rows)
    if n == 0:
        return None
    weights = np.zeros((n, PATH), "f4")
    words = np.zeros((n, PATH), "i8")
    for i, p in enumerate(paths):
        words[i, :len(p)], weights[i, :len(p)] = p, 1 / max(1, len(p))
    around = np.full((n, NEAR), -1, "i8")
    for i, b in enumerate(beside):
        around[i, :len(b)] = b
    rows = torch.tensor(rows)
    said = torch.cat([model.path(h), model.path_words(h)], -1)
    mean = (said[rows[:, None], torch.from_numpy(words)] * torch.from_numpy(weights)[..., None]).sum(1)
    return rows, torch.tensor(subjects), torch.tensor(objects), mean, torch.tensor(places), torch.from_numpy(around), at


def words_for(group, rng):
    """What a property is called this time."""
    labels, comments, domains, ranges = [], [], [], []
    for p in group:
        labels.append(rng.choice(p.others) if p.others and rng.random() < 0.35 else p.label)
        comments.append(p.comment if p.comment and rng.random() < 0.5 else "")
        keep = rng.random() < 0.7
        domains.append(p.domain if keep else "")
        ranges.append(p.range if keep else "")
    return labels, comments, domains, ranges


def loss_of(model, words, texts, batch, group, rng):
    """Wrong properties are those of the passage's own ontology alone: one of another ontology may say the same in other words."""
    chosen = [sample(s, rng) for s in batch]
    inputs = collate(batch)
    if model.training and rng.random() < 0.5:  # words left out, so that the others say it too
        gone = (torch.rand(inputs[0].shape) < 0.08) & (inputs[0] > 102)
        inputs = (inputs[0].masked_fill(gone, 103), *inputs[1:])
    h = model.encode(inputs)
    losses = {}
    # Arguments: gold spans against what overlaps them, and weakly against everything else.
    every = [list(range(len(s.spans))) for s in batch]
    spans, kinds = span_tensor(batch, every)
    score = model.arguments(h, spans, kinds)
    target, weight = torch.zeros(score.shape), torch.zeros(score.shape)
    for i, s in enumerate(batch):
        complete = 0.5 if s.passage.group in ("corpus", "redocred", "re3d") else 0.2 if s.passage.group.startswith("schemas") else 0.05
        weight[i, :len(s.spans)] = complete / 4
        weight[i, s.unmarked] = 0
        weight[i, s.wrong] = 0.5
        target[i, s.gold], weight[i, s.gold] = 1, 1
    losses["argument"] = (F.binary_cross_entropy_with_logits(score, target, reduction="none") * weight).sum() / weight.sum().clamp(min=1)
    spans, kinds = span_tensor(batch, chosen)
    subject, object_, cls = model.spans(h, spans, kinds)
    # Classes.
    names = sorted({c for s in batch for c in s.classes or () if c} | {c for s in batch for _, c in s.types})
    if names:
        score = model.class_scores(cls, model.cls(texts(model, names)))
        target, weight = torch.zeros(score.shape), torch.zeros(score.shape)
        number = {c: i for i, c in enumerate(names)}
        for i, (s, c) in enumerate(zip(batch, chosen)):
            place = {n: j for j, n in enumerate(c)}
            for n, kind in s.types:
                if n in place:
                    j = place[n]
                    if s.classes:
                        weight[i, j, [number[q] for q in s.classes if q]] = 1
                    else:
                        weight[i, j] = 0.1
                    target[i, j, number[kind]], weight[i, j, number[kind]] = 1, 1
                    wide = relation_data.UNDER.get(kind.replace(" ", ""))
                    if wide is not None:
                        for w in ("person", "organisation", "event", "location") if wide == "" else (wide,):
                            if w in number:
                                target[i, j, number[w]], weight[i, j, number[w]] = 1, float(wide != "")
        losses["class"] = (F.binary_cross_entropy_with_logits(score, target, reduction="none") * weight).sum() / weight.sum().clamp(min=1)
    # Relations.
    pairs = pair_tensors(model, batch, chosen, h) if group else None
    if pairs:
        rows, j, k, mean, places, around, at = pairs
        described = words_for(group, rng)
        property_, domain, range_, has_domain, has_range = describe(model, texts, *described)
        with torch.no_grad():
            matches = model.matches(words, batch, rows, around, described[0])
        pair = model.pairs(subject, object_, (rows, j, k), mean, places)
        fits_domain = model.class_scores(cls[rows, j], domain) * has_domain
        fits_range = model.class_scores(cls[rows, k], range_) * has_range
        score = model.relation_scores(pair, property_, fits_domain, fits_range, matches)
        target, weight = torch.zeros(score.shape), torch.zeros(score.shape)
        bad, unmarked = [set(s.wrong) for s in batch], [set(s.unmarked) for s in batch]
        for (i, a, b), row in at.items():
            s = batch[i]
            if s.judged is None:
                weight[row] = s.negative
            else:
                weight[row, s.judged] = s.negative
            if a in unmarked[i] or (s.passage.group == "fewrel" and not (a in s.gold and b in s.gold)):
                weight[row] = 0
            elif a in bad[i] or b in bad[i]:  # not the words that the answer has
                weight[row] = weight[row].clamp(max=0.5) if s.judged is not None else 0.5
        for i, s in enumerate(batch):
            for a, q, b in s.facts:
                if (i, a, b) in at:
                    target[at[i, a, b], q], weight[at[i, a, b], q] = 1, 1
        # Where not everything is marked, what the reader is sure of by now is not held against it (Reed et al. 2015).
        doubt = 1 - score.detach().sigmoid() * (1 - target)
        partly = torch.tensor([s.passage.group.startswith(ONE_OF_LIST) for s in batch])[rows]
        weight[partly] *= doubt[partly]
        bce = F.binary_cross_entropy_with_logits(score, target, reduction="none") * weight
        losses["relation"] = bce.sum() / max(1.0, float(target.sum())) * 0.5
    return losses


def batches_of(sentences, size, rng):
    """All sentences once, those of about one length together."""
    mixed = rng.sample(sentences, len(sentences))
    mixed.sort(key=lambda s: len(s.ids) * rng.uniform(0.8, 1.25))
    batches = [mixed[i:i + size] for i in range(0, len(mixed), size)]
    rng.shuffle(batches)
    return batches


def often(group):
    return next((times for start, times in OFTEN.items() if group.startswith(start)), 1)


def train(a):
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    torch.set_num_threads(a.threads)
    groups, sets = relation_data.everything(a.data, a.pieces)
    words = data.Words(os.path.join(a.language_model, "vocab.txt"))
    texts = Texts(a.features, label_texts(groups, sets), words)
    hold = set(a.hold.split(",")) if a.hold else set()
    shares = {"schemas": 0.45, "tekgen": 0.17, "tekgen-validation": 0.1, "knowledgenet": 0.08, "redocred": 0.06, "fewrel": 0.01, "crossner": 0.03, "re3d": 0.03,
              "corpus": 0.07 if a.pieces else 0}
    pools = collections.defaultdict(list)
    for name in (n for n in shares if shares[n]):
        for s in sentences_of(a.features, name, sets[name], words):
            if s.passage.fold != "train" or s.passage.group.split("/")[-1] in hold or not s.spans:
                continue
            pools[name, s.passage.group].append(s)
    model = Reader(a.layers).stand_on(a.language_model)
    if a.init and a.init.endswith(".safetensors"):
        start_from(model, a.init)
    elif a.init:
        model.load_state_dict(torch.load(a.init)["model"], strict=False)
    else:
        from model import Model
        whole = Model({k: [0] for k in ("tags", "scripts", "names", "mentions", "rels")}, a.layers)
        whole.load_pretrained(os.path.join(a.pretrained, "model.safetensors"))
        model.layers.load_state_dict(whole.layers.state_dict())
    for layer in model.layers[:a.freeze]:
        layer.requires_grad_(False)
    layers = [p for n, p in model.named_parameters() if n.startswith("layers.") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("layers.")]
    optimizer = torch.optim.AdamW([dict(params=layers, lr=a.rate / 6), dict(params=heads, lr=a.rate)], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    base = [g["lr"] for g in optimizer.param_groups]
    begin, spent, step, sums, saved = time.process_time(), 0.0, 0, collections.Counter(), time.time()
    names = [n for n in shares if shares[n] and any(k[0] == n for k in pools)]
    queues = {}
    while spent < a.minutes * 60:
        name = rng.choices(names, [shares[n] for n in names])[0]
        keys = [k for k in pools if k[0] == name]
        key = rng.choices(keys, [len(pools[k]) * often(k[1]) for k in keys])[0]
        if not queues.get(key):
            queues[key] = batches_of(pools[key], a.batch, rng)
        batch = queues[key].pop()
        part = min(1.0, spent / (a.minutes * 60))
        factor = min(1.0, step / 200) * (1 - part) ** 0.8 + 0.01
        for g, b in zip(optimizer.param_groups, base):
            g["lr"] = b * factor
        model.train()
        losses = loss_of(model, words, texts, batch, groups[key[1]], rng)
        optimizer.zero_grad()
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_([*layers, *heads], 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            texts.forget()
        spent = (time.process_time() - begin) / a.threads  # a busy machine makes it longer, not worse
        for k, v in losses.items():
            sums[k] += v.item()
            sums[k, "n"] += 1
        if step % 200 == 0:
            print(f"{spent / 60:5.1f} min {step} steps", *(f"{k} {sums[k] / sums[k, 'n']:.4f}" for k in ("argument", "class", "relation") if sums[k, "n"]), flush=True)
            sums.clear()
        if time.time() - saved > 180:
            torch.save(dict(model=model.state_dict(), layers=a.layers), a.out)
            saved = time.time()
    torch.save(dict(model=model.state_dict(), layers=a.layers), a.out)
    print("done", step, "steps")


# --- reading ---------------------------------------------------------------------------------------------------------

def load(path, language_model):
    saved = torch.load(path, map_location="cpu")
    model = Reader(saved["layers"]).stand_on(language_model)
    model.load_state_dict(saved["model"])
    return model.eval()


def overlap(x, y):
    return x[0] < y[1] and y[0] < x[1]


def choose(scores, spans, least):
    """The likeliest spans that do not overlap, and rivals of theirs."""
    order = [i for i in sorted(range(len(spans)), key=lambda i: -scores[i]) if scores[i] >= least]
    chosen, rivals = [], []
    for i in order:
        over = next((c for c in chosen if overlap(spans[i], spans[c])), None)
        if over is None and len(chosen) < ARGUMENTS:
            chosen.append(i)
        elif over is not None and len(rivals) < RIVALS and scores[i] > scores[over] - NEARLY:
            rivals.append(i)
    return sorted(chosen + rivals)


def without_rivals(found):
    """Of readings whose ends overlap on both sides the likeliest of each property, and none that is much less likely than the best of them.
    [(subject span, property, object span, score, whether the object is counted, anything)]"""
    kept = []
    for f in sorted(found, key=lambda f: -f[3]):
        if not any((g[1] == f[1] or g[3] - f[3] > (BESIDE_COUNT if f[4] else BESIDE)) and overlap(g[0], f[0]) and overlap(g[2], f[2]) for g in kept):
            kept.append(f)
    return kept


def counted(s, span):
    """An amount, or bare digits that are no time."""
    kind = KINDS[s.kinds[span]]
    return kind == "amount" or (kind != "time" and s.forms[s.spans[span][2]][0].isdigit())


def read(model, words, sentences, labels, described, least=LEAST, batch=32):
    """[(sentence, span, property, span, log odds)] above a low bar."""
    property_, domain, range_, has_domain, has_range = described
    out = []
    with torch.no_grad():
        for at in range(0, len(sentences), batch):
            part = sentences[at:at + batch]
            h = model.encode(collate(part))
            spans, kinds = span_tensor(part, [list(range(len(s.spans))) for s in part])
            score = model.arguments(h, spans, kinds).numpy()
            chosen = [choose(score[i], s.spans, least) for i, s in enumerate(part)]
            spans, kinds = span_tensor(part, chosen)
            subject, object_, cls = model.spans(h, spans, kinds)
            pairs = pair_tensors(model, part, chosen, h)
            if not pairs:
                continue
            rows, j, k, mean, places, around, index = pairs
            pair = model.pairs(subject, object_, (rows, j, k), mean, places)
            s = model.relation_scores(pair, property_, model.class_scores(cls[rows, j], domain) * has_domain, model.class_scores(cls[rows, k], range_) * has_range,
                                      model.matches(words, part, rows, around, labels)).numpy()
            found = collections.defaultdict(list)
            for (i, a, b), row in index.items():
                for q in np.nonzero(s[row] > least)[0]:
                    found[i].append((part[i].spans[a], int(q), part[i].spans[b], float(s[row, q]), counted(part[i], b), (a, b)))
            for i, all_ in found.items():
                out += [(part[i], a, q, b, score) for _, q, _, score, _, (a, b) in without_rivals(all_)]
    return out


def describe_group(model, texts, group, comments=True):
    with torch.no_grad():
        return describe(model, texts, [p.label for p in group], [p.comment if comments else "" for p in group], [p.domain for p in group], [p.range for p in group])


def surface(sentence, n):
    a, b, _ = sentence.spans[n]
    return sentence.passage.text[sentence.text[a][0]:sentence.text[b - 1][1]]


def as_date(text):
    months = relation_data.MONTHS
    if m := re.fullmatch(r"(?:in )?(\d{4})", text):
        return f"01 January {m[1]}"
    if m := re.fullmatch(r"(\d{1,2}) (\w+),? (\d{4})", text):
        return f"{int(m[1]):02} {m[2]} {m[3]}"
    if (m := re.fullmatch(r"(\w+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text)) and m[1] in months:
        return f"{int(m[2]):02} {m[1]} {m[3]}"
    if (m := re.fullmatch(r"(\w+),? (\d{4})", text)) and m[1] in months:
        return f"01 {m[1]} {m[2]}"
    return text


def official(passages, found, threshold, dates):
    """The mean over ontologies of the mean F1 over sentences: filtered by the gold's relations, and not. found: {id: [(s, label, o, score)]}"""
    key = lambda *t: "".join(re.sub(r"[_\s]+", "", x).lower() for x in t)
    by = collections.defaultdict(list)
    for p in passages:
        gold = {key(*t) for t in p.triples}
        relations = {t[1] for t in p.triples}
        said = [(s, q, as_date(o) if dates else o) for s, q, o, x in found.get(p.id, []) if x >= threshold]
        f = []
        for predicted in ({key(*t) for t in said if t[1] in relations}, {key(*t) for t in said}):
            right = len(gold & predicted)
            a, b = right / len(predicted) if predicted else 0, right / len(gold)
            f.append(2 * a * b / (a + b) if right else 0)
        by[p.group].append(f)
    each = {g: np.mean(v, 0) * 100 for g, v in by.items()}
    return np.mean(list(each.values()), 0), each


def held_back(passages):
    return [p for p in passages if p.fold == "validation"]


def read_benchmark(a, model, texts, groups, passages, name, file):
    """{passage id: [(subject, property, object, log odds)]} of a part of Text2KGBench, whose ontologies have no comments; passages get their gold triples."""
    path = os.path.join(a.data, "relations", "text2kgbench", file + ".jsonl")
    triples = {r["id"]: [(t["sub"], t["rel"], t["obj"]) for t in r["triples"]] for r in relation_data.lines(path)}
    for p in passages:
        p.triples = triples[p.id]
    words = data.Words(os.path.join(a.language_model, "vocab.txt"))
    sentences = sentences_of(a.features, name, passages, words, False)
    found = collections.defaultdict(list)
    for group in sorted({p.group for p in passages}):
        ps = groups[group]
        described = describe_group(model, texts, ps, False)
        for s, x, q, y, score in read(model, words, [s for s in sentences if s.passage.group == group and s.spans], [p.label for p in ps], described):
            found[s.passage.id].append((surface(s, x), ps[q].name, surface(s, y), score))
    return found


def read_set(a, model, texts, groups, passages, name):
    """Gold facts of a set's dev part and what is read there: {(sentence, span, property, span)}, and the same with log odds as a list."""
    words = data.Words(os.path.join(a.language_model, "vocab.txt"))
    sentences = [s for s in sentences_of(a.features, name, [p for p in passages if p.fold == "dev"], words, False) if s.spans]
    gold, out = {(s, x, q, y) for s in sentences for x, q, y in s.facts}, []
    for group in sorted({s.passage.group for s in sentences}):
        properties = groups[group]
        got = read(model, words, [s for s in sentences if s.passage.group == group], [p.label for p in properties], describe_group(model, texts, properties))
        out += [(s, x, q, y, score) for s, x, q, y, score in got if s.judged is None or q in s.judged]
    return gold, out


def f1_from(gold, got, threshold):
    """P, R and F1 of what is read with these log odds or more, %."""
    said = {g[:4] for g in got if g[4] >= threshold}
    right = len(said & gold)
    return 100 * right / max(1, len(said)), 100 * right / max(1, len(gold)), 200 * right / max(1, len(said) + len(gold))


def dev(a):
    torch.set_num_threads(a.threads)
    groups, sets = relation_data.everything(a.data, a.pieces)
    texts = Texts(a.features, label_texts(groups, sets), data.Words(os.path.join(a.language_model, "vocab.txt")))
    model = load(a.model, a.language_model)
    for name, file in (("tekgen-validation", "wikidata_tekgen-validation"), ("webnlg", "dbpedia_webnlg-train")):
        if not os.path.exists(os.path.join(a.features, name + ".jsonl")):
            continue
        chosen = held_back(sets[name]) if name == "tekgen-validation" else sets[name]
        found = read_benchmark(a, model, texts, groups, chosen, name, file)
        print(name)
        best = None
        for t in np.arange(-3.0, 1.6, 0.5):
            mean, each = official(chosen, found, t, name.startswith("tekgen"))
            print(f"  threshold {t:5.1f}: official {mean[0]:.2f} unfiltered {mean[1]:.2f}")
            if best is None or mean.sum() > best[0]:
                best = (mean.sum(), t, each)
        print("  ", {g.split("/")[-1]: [round(x, 1) for x in v] for g, v in best[2].items()})
    for name in ("knowledgenet", "redocred", "re3d", "corpus", "schemas"):
        if name not in sets:
            continue
        gold, got = read_set(a, model, texts, groups, sets[name], name)
        print(name, len(gold), *("{}: P {:.1f} R {:.1f} F {:.1f}".format(t, *f1_from(gold, got, t)) for t in (-2, -1.5, -1, -0.5, 0, 0.5, 1)), sep="\n  ")


# --- export ----------------------------------------------------------------------------------------------------------

def calibrate(a, model):
    """Slope and offset from log odds of the weights to calibrated ones, the sets weighed alike, and the calibrated log odds from which a relation is told:
    those with the best mean of F1 on Text2KGBench's validation part, official and unfiltered, where half of what is true is not marked, and on the
    ontologies of training/schemas that nothing was learned from, where all is."""
    groups, sets = relation_data.everything(a.data, a.pieces)
    texts = Texts(a.features, label_texts(groups, sets), data.Words(os.path.join(a.language_model, "vocab.txt")))
    name = "tekgen-validation"
    chosen = held_back(sets[name])
    found = read_benchmark(a, model, texts, groups, chosen, name, "wikidata_tekgen-validation")
    facts, got = read_set(a, model, texts, groups, sets["schemas"], "schemas")
    f1, threshold = max(((official(chosen, found, t, True)[0].mean() + f1_from(facts, got, t)[2]) / 2, t) for t in np.arange(-3, 1.6, 0.25))
    squeeze = lambda *t: "".join(re.sub(r"[_\s]+", "", x).lower() for x in t)
    gold = {p.id: {squeeze(*t) for t in p.triples} for p in chosen}
    parts = [[(score, squeeze(s, q, as_date(o)) in gold[i]) for i, said in found.items() for s, q, o, score in said]]
    parts.append([(g[4], g[:4] in facts) for g in got])
    for name in ("knowledgenet", "corpus"):
        facts, got = read_set(a, model, texts, groups, sets[name], name)
        parts.append([(g[4], g[:4] in facts) for g in got])
    x = torch.tensor([score for part in parts for score, _ in part])
    y = torch.tensor([float(right) for part in parts for _, right in part])
    weight = torch.cat([torch.full((len(part),), 1 / len(part)) for part in parts])
    line = torch.tensor([1.0, 0.0], requires_grad=True)
    solver = torch.optim.LBFGS([line], max_iter=100)

    def closure():
        solver.zero_grad()
        loss = (F.binary_cross_entropy_with_logits(line[0] * x + line[1], y, reduction="none") * weight).sum()
        loss.backward()
        return loss
    solver.step(closure)
    slope, offset = line.detach().tolist()
    for part in parts:
        p = 1 / (1 + np.exp(-(slope * np.array([s for s, _ in part]) + offset)))
        right = np.array([r for _, r in part])
        print("  said:right", *(f"{p[at].mean():.2f}:{right[at].mean():.2f} of {at.sum()}" for lo in np.arange(0.1, 1, 0.2) if (at := (p >= lo) & (p < lo + 0.2)).any()))
    print(f"told from {threshold}: mean F1 {f1:.2f}; slope {slope:.3f}, offset {offset:.3f}")
    return [slope, offset, slope * float(threshold) + offset]


def tensors_of(model, calibration):
    from export import quantised
    out = {}
    numbers = lambda x: x.detach().float().numpy()

    def linear(name, weight, bias=None):
        out[name + ".weight"], out[name + ".scale"] = quantised(weight)
        out[name + ".bias"] = numbers(bias) if bias is not None else np.zeros(weight.shape[0], "f4")

    for i, layer in enumerate(model.layers):
        for part in ("qkv", "attention_out", "ffn_in", "ffn_out"):
            linear(f"layers.{i}.{part}", getattr(layer, part).weight, getattr(layer, part).bias)
        for part in ("attention_norm", "ffn_norm"):
            out[f"layers.{i}.{part}.weight"], out[f"layers.{i}.{part}.bias"] = numbers(getattr(layer, part).weight), numbers(getattr(layer, part).bias)
    ends = 2 * STATE
    linear("span", model.span.weight[:ends], model.span.bias[:ends])
    linear("class_state", model.span.weight[ends:], model.span.bias[ends:])
    linear("left", model.sides.weight[:, :STATE], model.sides.bias)
    linear("right", model.sides.weight[:, STATE:])
    for name in ("product", "path", "path_words", "property_words"):
        linear(name, getattr(model, name).weight)
    for name in ("argument_words", "out", "property_in", "property_out", "class_in", "class_out"):
        linear(name, getattr(model, name).weight, getattr(model, name).bias)
    out["kinds"], out["class_kinds"] = numbers(model.kind[:, :ends]).copy(), numbers(model.kind[:, ends:]).copy()
    out["argument_kinds"] = numbers(model.argument_kind)
    out["argument_out"] = np.concatenate([numbers(model.argument.weight)[0], numbers(model.argument.bias)])
    out["middle"] = numbers(model.middle)
    out["places"], out["fit"], out["offsets"], out["match"] = numbers(model.places), numbers(model.fit), numbers(model.scale), numbers(model.match)
    out["calibration"] = np.array(calibration, "f4")
    return out


def start_from(model, path):
    """The weights of a released relations.safetensors: to train on where the training's own state is gone. What int8 has rounded off is lost."""
    from safetensors.numpy import load_file
    w = {k: torch.from_numpy(v) for k, v in load_file(path).items()}
    state = model.state_dict()
    for name in {k.rsplit(".", 1)[0] for k in w if k.endswith(".scale")}:
        w[name + ".weight"] = w[name + ".weight"].float() * w[name + ".scale"][:, None]
    for name in state:
        if name in w and not name.startswith("span."):
            state[name] = w[name].reshape(state[name].shape)
    state["span.weight"], state["span.bias"] = (torch.cat([w["span." + x], w["class_state." + x]]) for x in ("weight", "bias"))
    state["sides.weight"], state["sides.bias"] = torch.cat([w["left.weight"], w["right.weight"]], 1), w["left.bias"]
    state["kind"], state["argument_kind"] = torch.cat([w["kinds"], w["class_kinds"]], 1), w["argument_kinds"]
    state["argument.weight"], state["argument.bias"] = w["argument_out"][None, :-1], w["argument_out"][-1:]
    state["scale"] = w["offsets"]
    model.load_state_dict(state)


def export(a):
    from safetensors.numpy import save
    torch.set_num_threads(a.threads)
    model = load(a.model, a.language_model)
    encoder = json.load(open(os.path.join(a.language_model, "config.json"), encoding="utf-8"))["fingerprint"]
    meta = {"format": "relata-relations", "hidden": str(HIDDEN), "layers": str(len(model.layers)), "ffn": str(FFN), "encoder": encoder}
    calibration = [float(x) for x in a.calibration.split(",")] if a.calibration else calibrate(a, model)
    weights = save(tensors_of(model, calibration), metadata=meta)
    name, sums = "relations.safetensors", os.path.join(a.language_model, "SHA256SUMS")
    with open(os.path.join(a.language_model, name), "wb") as f:
        f.write(weights)
    others = [line for line in open(sums, encoding="utf-8") if not line.endswith(f"  {name}\n")]
    with open(sums, "w", encoding="utf-8") as f:
        f.writelines([*others, f"{hashlib.sha256(weights).hexdigest()}  {name}\n"])
    print(f"{name}: {len(weights) / 1e6:.1f} MB")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("step", choices=["features", "train", "dev", "export"])
    p.add_argument("model", nargs="?")
    p.add_argument("--data", required=True)
    p.add_argument("--pieces", help="records of training/corpus")
    p.add_argument("--features")
    p.add_argument("--out")
    p.add_argument("--tool")
    p.add_argument("--language-model")
    p.add_argument("--knowledge")
    p.add_argument("--only")
    p.add_argument("--pretrained")
    p.add_argument("--calibration", help="slope, offset and least calibrated log odds, as an earlier export gave them (--calibration=S,O,L)")
    p.add_argument("--init")
    p.add_argument("--hold", default="")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--freeze", type=int, default=0, help="this many of the lowest layers stay as they are")
    p.add_argument("--minutes", type=float, default=20)
    p.add_argument("--rate", type=float, default=6e-4)
    p.add_argument("--batch", type=int, default=24)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    if a.step == "features":
        a.model = a.language_model
    {"features": features, "train": train, "dev": dev, "export": export}[a.step](a)


if __name__ == "__main__":
    main()
