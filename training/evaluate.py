"""Dev figures of a model in the training framework: fast, for choosing. What counts is measured later on the product with
the scorers. `python evaluate.py MODEL.pt --data FOLDER --pretrained FOLDER --records FOLDER` prints the full table."""
import argparse
import json
import os

import numpy as np
import torch

import coreference
import data
from model import Model, collate

AMP = True


def viterbi(logits, tags):
    """Best BIO sequence; I-X follows B-X or I-X only."""
    n, k = logits.shape
    allowed = np.zeros((k, k))
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            if b[0] == "I" and a[2:] != b[2:]:
                allowed[i, j] = -1e4
    score = logits[0] + np.array([-1e4 if t[0] == "I" else 0 for t in tags])
    back = []
    for i in range(1, n):
        m = score[:, None] + allowed
        back.append(m.argmax(0))
        score = m.max(0) + logits[i]
    best = [int(score.argmax())]
    for b in reversed(back):
        best.append(int(b[best[-1]]))
    return [tags[i] for i in reversed(best)]


def runs(model, sentences, pack):
    """Yields (window, word outputs as numpy) with sentences packed into windows of at most `pack` subwords (0: single)."""
    model.eval()
    items = data.windows(sentences, lambda: pack)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=AMP):
        for group in data.batches(items, 3072):
            batch = collate(group)
            h = model.words(model.encode(batch), batch)
            out = {k: v.float().numpy() for k, v in model.token_logits(h).items()}
            dependent, head, ld, lh = model.arc_states(h)
            scores = model.arc_scores(dependent, head).float().masked_fill(~batch["same"], -1e9).numpy()
            best = scores.argmax(-1)  # greedy: a spanning tree gains 0.1
            rel = model.label_logits(ld, torch.stack([lh[i][torch.from_numpy(best[i])] for i in range(len(group))])).float().argmax(-1).numpy()
            for i, w in enumerate(group):
                n = sum(len(s.words) for s in w.sentences)
                yield w, {k: v[i, 1:n + 1] for k, v in out.items()}, best[i, 1:n + 1], rel[i, 1:n + 1]


def score_trees(model, sentences, pack=0):
    labels = model.labels
    c = dict.fromkeys("words upos tags lemma uas las nopunct las_nopunct ends predicted right".split(), 0)
    upos = sorted({t.split("|")[0] for t in labels["tags"]})
    member = np.array([[t.split("|")[0] == u for t in labels["tags"]] for u in upos])
    m = dict(right=0, predicted=0, gold=0)
    for w, out, heads, rels in runs(model, sentences, pack):
        at = 0
        p = np.exp(out["tags"] - out["tags"].max(-1, keepdims=True))
        best_upos = (p @ member.T).argmax(-1)
        best_tag = out["tags"].argmax(-1)
        script = out["scripts"].argmax(-1)
        mention = out["mentions"].argmax(-1)
        end = out["end"].argmax(-1)
        for k, s in enumerate(w.sentences):
            for i, word in enumerate(s.words):
                j = at + i
                gold_upos = s.tags[i].split("|")[0]
                c["words"] += 1
                c["upos"] += upos[best_upos[j]] == gold_upos
                c["tags"] += labels["tags"][best_tag[j]] == s.tags[i]
                c["lemma"] += s.lemmas[i] == "_" or data.apply_edit_script(labels["scripts"][script[j]], word) == s.lemmas[i]
                gold_head = s.heads[i] + at if s.heads[i] else 0
                ok = heads[j] == gold_head
                las = ok and labels["rels"][rels[j]].split(":")[0] == s.rels[i].split(":")[0]
                c["uas"] += ok
                c["las"] += las
                if gold_upos not in ("PUNCT", "SYM"):
                    c["nopunct"] += 1
                    c["las_nopunct"] += las
                if s.mentions:
                    a, b = labels["mentions"][mention[j]], s.mentions[i]
                    m["right"] += a == b != "none"
                    m["predicted"] += a != "none"
                    m["gold"] += b != "none"
            last = at + len(s.words) - 1
            inner = k + 1 < len(w.sentences) and w.sentences[k + 1].paragraph == s.paragraph
            c["ends"] += inner
            c["right"] += bool(inner and end[last])
            c["predicted"] += int(end[at:last].sum() + (end[last] if inner else 0))
            at += len(s.words)
    n = c["words"]
    r = {k: round(100 * c[k] / n, 2) for k in ("upos", "tags", "lemma", "uas", "las")}
    r["las_nopunct"] = round(100 * c["las_nopunct"] / c["nopunct"], 2)
    if c["ends"]:
        r["ends_f1"] = round(200 * c["right"] / max(1, c["ends"] + c["predicted"]), 2)
    if m["gold"]:
        r["mentions_f1"] = round(200 * m["right"] / max(1, m["gold"] + m["predicted"]), 2)
    return r


def score_names(model, sentences, kinds=("PER", "LOC", "ORG"), pack=0):
    right = predicted = gold = 0
    for w, out, _, _ in runs(model, sentences, pack):
        at = 0
        for s in w.sentences:
            n = len(s.words)
            a = {x for x in data.spans(viterbi(out["names"][at:at + n], data.NAME_TAGS)) if x[0] in kinds}
            b = {x for x in data.spans(s.names) if x[0] in kinds}
            right, predicted, gold = right + len(a & b), predicted + len(a), gold + len(b)
            at += n
    p, r = right / max(1, predicted), right / max(1, gold)
    return dict(p=round(100 * p, 2), r=round(100 * r, 2), f1=round(200 * p * r / max(1e-9, p + r), 2))


def score_coreference(model, units, pack=128):
    """`units` of coreference.dev_units()."""
    model.eval()
    scores = {}
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=AMP):
        for part, documents in units.items():
            scores[part] = []
            for unit in documents:
                windows, states = data.windows(unit.sentences, lambda: pack), []
                for at in range(0, len(windows), 16):
                    batch = collate(windows[at:at + 16])
                    states.append(model.words(model.encode(batch), batch)[batch["real"]])
                scores[part].append(coreference.pair_scores(model.coreference, torch.cat(states), unit).float().numpy())
    return dict(ontogum=coreference.score_gum(units["gum"], scores["gum"]), gap=coreference.score_gap(units["gap"], scores["gap"]))


def quick(model, dev, units):
    return dict(coreference=score_coreference(model, dict(gum=units["gum"][:12], gap=units["gap"])), ewt=score_trees(model, dev["ewt"][:700], 96), gum=score_trees(model, [s for s in dev["gum"] if s.mentions and s.doc.split("_")[1] == "news"], 96),
                politics=score_names(model, dev["politics"]), conll2003=score_names(model, dev["conll2003"][:900]))


def full(model, dev, units):
    out = {f"coreference, pack {pack}": score_coreference(model, units, pack) for pack in (64, 128, 192)}
    for pack in (0, 96, 160):
        out[f"pack {pack}"] = dict(ewt=score_trees(model, dev["ewt"], pack), gum=score_trees(model, dev["gum"], pack))
    out["politics"] = score_names(model, dev["politics"])
    out["conll2003"] = score_names(model, dev["conll2003"])
    for kind in ("PER", "LOC", "ORG"):
        out["politics " + kind] = score_names(model, dev["politics"], (kind,))
        out["conll2003 " + kind] = score_names(model, dev["conll2003"], (kind,))
    return out


def load(path):
    state = torch.load(path)
    model = Model(state["labels"], state["layers"])
    model.load_state_dict(state["model"])
    return model


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("model")
    p.add_argument("--data", required=True)
    p.add_argument("--pretrained", required=True)
    p.add_argument("--records", required=True)
    a = p.parse_args()
    coreference.read_classes()
    dev, units, words = data.dev_sets(a.data), coreference.dev_units(a.data, a.records), data.Words(os.path.join(a.pretrained, "vocab.txt"))
    data.index([s for v in dev.values() for s in v], words)
    for unit in (u for v in units.values() for u in v):
        unit.index(words)
    print(json.dumps(full(load(a.model), dev, units), indent=1))


if __name__ == "__main__":
    main()
