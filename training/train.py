"""Trains the model on all tasks at once. One command:

    python train.py --data FOLDER --pretrained FOLDER --out runs/six --layers 6 --minutes 60
    python train.py --data FOLDER --pretrained FOLDER --out runs/four --layers 4 --init runs/six/model.pt --minutes 20

Each batch comes from one stream: sentences with trees (each twice an epoch), sentences with names only (two thirds an epoch),
documents with coreference (OntoGUM three times, GAP twice). The
learning rate falls linearly over the minutes given; time in which the process was stopped does not count. `--resume`
goes on from OUT/checkpoint.pt. The log (OUT/log.jsonl) keeps losses, dev figures and seconds.
"""
import argparse
import json
import os
import random
import time

import torch
import torch.nn.functional as F

import coreference
import data
import evaluate
from model import Model, collate


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True, help="the data folder")
    p.add_argument("--pretrained", required=True, help="folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2")
    p.add_argument("--records", required=True, help="what coreference.py wrote")
    p.add_argument("--out", required=True)
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--init", help="model.pt to start from instead of the pretrained encoder")
    p.add_argument("--minutes", type=float, default=60)
    p.add_argument("--rate", type=float, default=2e-4, help="of the encoder")
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--tokens", type=int, default=2048, help="padded subwords a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--eval-every", type=float, default=8, help="minutes")
    p.add_argument("--resume", action="store_true")
    return p.parse_args()


class Targets:
    """Labels of a batch of windows as tensors over the real words; -100 = nothing to learn."""

    def __init__(self, labels):
        self.index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
        names = data.NAME_TAGS
        self.k = len(names)
        other = [i for i, x in enumerate(names) if x[2:] in data.OTHER_NAMES]
        self.allowed = {x: [i] for i, x in enumerate(names)}
        self.allowed["B-*"] = [i for i in other if names[i][0] == "B"]
        self.allowed["I-*"] = [i for i in other if names[i][0] == "I"]
        self.allowed["?"] = [0] + other
        self.cache = {}

    def name_row(self, label, open_types):
        key = (label, open_types)
        if key not in self.cache:
            row = torch.zeros(self.k, dtype=torch.bool)
            if label is None:
                row[:] = True
            else:
                row[self.allowed[label]] = True
                if label == "O":
                    for i, x in enumerate(data.NAME_TAGS):
                        if x[2:] in open_types:
                            row[i] = True
            self.cache[key] = row
        return self.cache[key]

    def __call__(self, items):
        tags, scripts, heads, rels, mentions, end, names = [], [], [], [], [], [], []
        get = lambda kind, x: self.index[kind].get(x, -100)
        for w in items:
            at = 0
            for k, s in enumerate(w.sentences):
                n = len(s.words)
                none = [-100] * n
                tags += [get("tags", x) for x in s.tags] if s.tags else none
                scripts += [get("scripts", data.edit_script(f, l)) for f, l in zip(s.words, s.lemmas)] if s.lemmas else none
                heads += [h + at if h else 0 for h in s.heads] if s.heads else none
                rels += [get("rels", x) for x in s.rels] if s.rels else none
                mentions += [get("mentions", x) for x in s.mentions] if s.mentions else none
                names += [self.name_row(x, s.open) for x in (s.names or [None] * n)]
                # The end of a window and of a paragraph is known without the model.
                known = k + 1 == len(w.sentences) or w.sentences[k + 1].paragraph != s.paragraph
                end += [0] * (n - 1) + [-100 if known else 1] if s.heads else none
                at += n
        t = torch.tensor
        return dict(tags=t(tags), scripts=t(scripts), heads=t(heads), rels=t(rels), mentions=t(mentions), end=t(end), names=torch.stack(names))


def loss_of(model, items, targets, rows, batch):
    """Sum of the heads' losses, and each by name."""
    y = targets(items)
    h = model.words(model.encode(batch, rows), batch)
    real = batch["real"]
    out = model.token_logits(h[real])
    losses = {}
    logp = out["names"].float().log_softmax(-1)
    marginal = logp.masked_fill(~y["names"], -1e4).logsumexp(-1)
    used = ~y["names"].all(-1)
    if used.any():
        losses["names"] = -marginal[used].mean()
    if (y["heads"] >= 0).any():
        for kind, weight in (("tags", 1.0), ("scripts", 1.0), ("mentions", 0.7), ("end", 0.5)):
            if (y[kind] >= 0).any():
                losses[kind] = weight * F.cross_entropy(out[kind].float(), y[kind], ignore_index=-100)
        dependent, head, label_dependent, label_head = model.arc_states(h)
        scores = model.arc_scores(dependent, head).float().masked_fill(~batch["same"], -1e9)
        has = y["heads"] >= 0
        losses["arcs"] = F.cross_entropy(scores[real][has], y["heads"][has])
        window = real.nonzero()[:, 0][has]
        logits = model.label_logits(label_dependent[real][has], label_head[window, y["heads"][has]])
        losses["labels"] = F.cross_entropy(logits.float(), y["rels"][has], ignore_index=-100)
    return sum(losses.values()), losses


def coreference_loss(model, units, rows, batch):
    words = model.words(model.encode(batch, rows), batch)[batch["real"]]
    return coreference.loss_of(model.coreference, words, units)


class Optimizer:
    """AdamW for encoder and heads; for the word embeddings Adam over the rows of each batch alone."""

    def __init__(self, model, rate, head_rate):
        self.model, self.rate, self.step_number = model, rate, 0
        encoder, heads = [], []
        for name, p in model.named_parameters():
            if name != "word":
                (encoder if name.split(".")[0] in ("layers", "position", "shape", "norm") else heads).append(p)
        self.all = encoder + heads
        groups = []
        for params, base in ((encoder, rate), (heads, head_rate)):
            groups.append(dict(params=[p for p in params if p.dim() > 1], weight_decay=0.01, base=base))
            groups.append(dict(params=[p for p in params if p.dim() < 2], weight_decay=0.0, base=base))
        self.adam = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), eps=1e-8)
        self.m, self.v = torch.zeros_like(model.word), torch.zeros_like(model.word)

    def step(self, scale, unique, rows):
        self.step_number += 1
        for g in self.adam.param_groups:
            g["lr"] = g["base"] * scale
        torch.nn.utils.clip_grad_norm_(self.all, 1.0)
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)
        g, n = rows.grad, self.step_number
        m = self.m[unique].mul_(0.9).add_(g, alpha=0.1)
        v = self.v[unique].mul_(0.98).addcmul_(g, g, value=0.02)
        self.m[unique], self.v[unique] = m, v
        self.model.word[unique] -= self.rate * scale * (m / (1 - 0.9 ** n)) / ((v / (1 - 0.98 ** n)).sqrt() + 1e-8)

    def state(self):
        return dict(adam=self.adam.state_dict(), m=self.m, v=self.v, n=self.step_number)

    def load(self, state):
        self.adam.load_state_dict(state["adam"])
        self.m, self.v, self.step_number = state["m"], state["v"], state["n"]


def save(path, value):
    torch.save(value, path + ".tmp")
    os.replace(path + ".tmp", path)


def main():
    a = arguments()
    os.makedirs(a.out, exist_ok=True)
    random.seed(a.seed)
    torch.manual_seed(a.seed)
    torch.set_num_threads(min(2, os.cpu_count() or 1))
    rng = random.Random(a.seed)
    words = data.Words(os.path.join(a.pretrained, "vocab.txt"))
    sets = data.training_sets(a.data)
    everything = [s for v in sets.values() for s in v]
    labels = data.labels_of(everything)
    data.index(everything, words)
    dev = data.dev_sets(a.data)
    data.index([s for v in dev.values() for s in v], words)
    pool = data.NamePool([s for s in everything if s.names], words, rng)
    sets["wire"] = data.wire_lines(a.data, pool.names, rng)
    data.index(sets["wire"], words)
    coreference.read_classes()
    units, dev_units = coreference.training_units(a.data, a.records), coreference.dev_units(a.data, a.records)
    for u in (u for part in (units, dev_units) for v in part.values() for u in v):
        u.index(words)
    rename = coreference.Renamer(units["gap"])
    trees = [sets["ewt"], sets["gum"]]
    names = [v for k, v in sets.items() if k not in ("ewt", "gum")]

    model = Model(labels, a.layers)
    if a.init:
        known = model.state_dict()  # a new head has nothing to start from
        model.load_state_dict({**known, **{k: v for k, v in torch.load(a.init)["model"].items() if k in known}})
    else:
        model.load_pretrained(os.path.join(a.pretrained, "model.safetensors"))
    optimizer, targets = Optimizer(model, a.rate, a.head_rate), Targets(labels)
    spent, epoch = 0.0, 0
    if a.resume and os.path.exists(os.path.join(a.out, "checkpoint.pt")):
        state = torch.load(os.path.join(a.out, "checkpoint.pt"))
        model.load_state_dict(state["model"])
        optimizer.load(state["optimizer"])
        spent, epoch = state["spent"], state["epoch"]
        rng.seed(a.seed + epoch)
    log = open(os.path.join(a.out, "log.jsonl"), "a")

    def note(**values):
        print(json.dumps(values), file=log, flush=True)
        print(json.dumps(values), flush=True)

    def epoch_batches():
        budget = data.random_budget(rng)
        items = [w for _ in range(2) for s in trees for w in data.windows(s, budget)]
        for v in names:
            items += [w for w in data.windows([pool.swap(s) if rng.random() < 0.5 else s for s in v], budget) if rng.random() < 0.67]
        batches = [(b, None) for b in data.batches([data.augment(w, words, rng) for w in items], a.tokens, rng)]
        for part, times in (("gum", 3), ("gap", 2), ("knowledgenet", 1)):
            for _ in range(times):
                chosen = [rename(u, words, rng) if part == "gap" and rng.random() < 0.6 else u for u in units[part]]
                wide = lambda: rng.randint(64, 192)
                batches += [([w for u in b for w in data.windows(u.sentences, wide)], b) for b in coreference.unit_batches(chosen, a.tokens, rng)]
        rng.shuffle(batches)
        return batches

    total, model_file = a.minutes * 60, os.path.join(a.out, "model.pt")
    config = dict(labels=labels, layers=a.layers)
    last_eval = last_save = last_note = spent
    seen, sums, counts = 0, {}, {}
    model.train()
    while spent < total:
        epoch += 1
        for items, documents in epoch_batches():
            start = time.time()
            batch = collate(items)
            unique, inverse = torch.unique(batch["ids"], return_inverse=True)
            batch["inverse"] = inverse
            rows = model.word[unique].requires_grad_()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                if documents:
                    loss = coreference_loss(model, documents, rows, batch)
                    losses = {"coreference": loss}
                else:
                    loss, losses = loss_of(model, items, targets, rows, batch)
            loss.backward()
            done = spent / total
            optimizer.step(min(1.0, optimizer.step_number / 200) * max(0.0, 1 - done), unique, rows)
            for k, v in losses.items():
                sums[k], counts[k] = sums.get(k, 0) + v.item(), counts.get(k, 0) + 1
            seen += sum(w.size for w in items)
            spent += min(time.time() - start, 5.0)  # a stopped process does not use up its time
            if spent - last_note > 60:
                note(step=optimizer.step_number, epoch=epoch, spent=round(spent), rate=round(seen / (spent - last_note)),
                     **{k: round(v / counts[k], 4) for k, v in sums.items()})
                seen, sums, counts, last_note = 0, {}, {}, spent
            if spent - last_save > 240:
                save(os.path.join(a.out, "checkpoint.pt"), dict(model=model.state_dict(), optimizer=optimizer.state(), spent=spent, epoch=epoch, **config))
                last_save = spent
            if spent - last_eval > a.eval_every * 60 and spent < total * 0.97:
                note(spent=round(spent), dev=evaluate.quick(model, dev, dev_units))
                model.train()
                last_eval = spent
            if spent >= total:
                break
    save(model_file, dict(model=model.state_dict(), **config))
    note(spent=round(spent), final=evaluate.full(model, dev, dev_units))


if __name__ == "__main__":
    main()
