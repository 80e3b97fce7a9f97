"""A trained model as a model folder of relata: int8 weights with scales, vocabulary, configuration, checksums.

    python export.py runs/four/model.pt --data FOLDER --pretrained FOLDER --out ../models/relata-en-v2 [--window 128]
    python export.py ... --reference ../tests/unit/nn/reference.safetensors     vectors of this framework for a test

Weights are rounded to int8 with one scale an output channel (word embeddings: one a row), symmetric; activations are
brought to bytes while reading (lib/relata/nn/linear.hpp).
"""
import argparse
import hashlib
import json
import os
import shutil

import numpy as np
import torch
from safetensors.numpy import save

import data
import evaluate
from model import FFN, HEADS, HIDDEN, POSITIONS, SHAPES, collate

VERSION = 2  # of the model folder
SENTENCES = ["NATO and Azerbaijan are maintaining a close partnership .", "“ She didn’t say so , ” the spokesman of Côte d'Ivoire added on 3 May 2021 .",
             "WAR ENDS", "a" * 120 + " 東京 went up 3.5 % ; see https://example.org/x ?"]


def quantised(weight):
    """int8 and scales [rows] of a matrix [rows, columns]."""
    w = weight.detach().float().numpy()
    scale = np.maximum(np.abs(w).max(1), 1e-12) / 127
    return np.clip(np.rint(w / scale[:, None]), -127, 127).astype("i1"), scale.astype("f4")


def tensors_of(model):
    out = {}

    def linear(name, layer):
        out[name + ".weight"], out[name + ".scale"] = quantised(layer.weight)
        out[name + ".bias"] = layer.bias.detach().float().numpy()

    def norm(name, layer):
        out[name + ".weight"] = layer.weight.detach().float().numpy()
        out[name + ".bias"] = layer.bias.detach().float().numpy()

    out["embeddings.word.weight"], out["embeddings.word.scale"] = quantised(model.word)
    out["embeddings.position"] = model.position.detach().float().numpy()
    out["embeddings.shape"] = model.shape.detach().float().numpy()
    norm("embeddings.norm", model.norm)
    for i, layer in enumerate(model.layers):
        for part in ("qkv", "attention_out", "ffn_in", "ffn_out"):
            linear(f"layers.{i}.{part}", getattr(layer, part))
        for part in ("attention_norm", "ffn_norm"):
            norm(f"layers.{i}.{part}", getattr(layer, part))
    for part in ("token", "arc_mlp", "arc_bilinear", "label"):
        linear(f"heads.{part}", getattr(model, part))
    for part in ("state", "bilinear", "sides"):
        linear(f"heads.coreference.{part}", getattr(model.coreference, part))
    out["heads.coreference.features"] = model.coreference.features.detach().float().numpy()
    out["heads.coreference.out"] = model.coreference.out.weight.detach().float().numpy()[0]
    out["heads.coreference.offset"] = model.coreference.out.bias.detach().float().numpy()
    return out


def content_hash(data_bytes):
    """lib/relata/core/content_hash.cpp."""
    mask, odd, other = (1 << 64) - 1, 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93

    def mix(a, b):
        p = a * b
        return (p & mask) ^ (p >> 64)

    state = odd ^ len(data_bytes)
    whole = len(data_bytes) // 8 * 8
    for word in np.frombuffer(data_bytes[:whole], "<u8").tolist():
        state = (mix(state ^ word, other) + odd) & mask
    rest = int.from_bytes(data_bytes[whole:], "little")
    return mix(mix(state ^ rest, other), odd ^ (len(data_bytes) - whole))


def write(path, content):
    with open(path, "wb") as f:
        f.write(content)


def lexicon(folder):
    """Lines "form TAB part of speech TAB lemma" of the words, names left out, whose lemma in the treebanks is nearly always the
    same; words that are their own lemma only if they came twice."""
    from collections import Counter, defaultdict
    seen = defaultdict(Counter)
    sets = (data.read_conllu(data.find(folder, "syntax/en_ewt-train.conllu")), data.read_conllu(data.find(folder, "syntax/gum-train.conllu"), data.GUM_GENRES))
    for s in (s for sentences in sets for s in sentences):
        for form, tag, lemma in zip(s.words, s.tags, s.lemmas):
            upos = tag.split("|")[0]
            if upos not in ("PROPN", "X") and lemma != "_":
                seen[form.lower(), upos][lemma] += 1
    out = []
    for (form, upos), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if (lemma != form or count > 1) and count >= 0.8 * sum(lemmas.values()):
            out.append(f"{form}\t{upos}\t{lemma}\n")
    return "".join(out)


def reference(model, words):
    """Subword vectors of a few sentences, in 32-bit floats."""
    sentences = [data.Sentence(s.split(" "), str(i)) for i, s in enumerate(SENTENCES)]
    data.index(sentences, words)
    ids, shapes, lengths, hidden = [], [], [], []
    model.eval()
    with torch.no_grad():
        for s in sentences:
            batch = collate([data.Window([s], data.length(s) + 2)])
            ids += batch["ids"][0].tolist()
            shapes += batch["shapes"][0].tolist()
            lengths.append(batch["ids"].shape[1])
            hidden.append(model.encode(batch)[0].numpy())
    return save({"ids": np.array(ids, "i4"), "shapes": np.array(shapes, "i4"), "lengths": np.array(lengths, "i4"), "hidden": np.concatenate(hidden).astype("f4")})


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("model")
    p.add_argument("--data", required=True)
    p.add_argument("--pretrained", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--window", type=int, default=128, help="subwords that are read together, where sentences are short")
    p.add_argument("--reference")
    a = p.parse_args()
    os.makedirs(a.out, exist_ok=True)
    model = evaluate.load(a.model)
    sizes = dict(hidden=HIDDEN, layers=len(model.layers), heads=HEADS, ffn=FFN, vocab=model.word.shape[0], positions=POSITIONS, shapes=SHAPES, norm_eps=1e-12)
    weights = save(tensors_of(model), metadata={"format": "relata-encoder", "version": "1", "config": json.dumps(sizes)})
    write(os.path.join(a.out, "model.safetensors"), weights)
    shutil.copy(os.path.join(a.pretrained, "vocab.txt"), os.path.join(a.out, "vocab.txt"))
    write(os.path.join(a.out, "lemmas.tsv"), lexicon(a.data).encode())
    labels = model.labels
    config = dict(format="relata-model", version=VERSION, language="en", fingerprint=f"{content_hash(weights):016x}", window=a.window,
                  labels=dict(tags=labels["tags"], scripts=labels["scripts"], names=labels["names"], mentions=labels["mentions"], relations=labels["rels"]))
    write(os.path.join(a.out, "config.json"), (json.dumps(config, indent=1, ensure_ascii=False) + "\n").encode())
    names = [n for n in ("model.safetensors", "vocab.txt", "lemmas.tsv", "config.json", "README.md", "LICENSE") if os.path.exists(os.path.join(a.out, n))]
    sums = [hashlib.sha256(open(os.path.join(a.out, n), "rb").read()).hexdigest() + "  " + n + "\n" for n in names]
    write(os.path.join(a.out, "SHA256SUMS"), "".join(sums).encode())
    if a.reference:
        write(a.reference, reference(model, data.Words(os.path.join(a.pretrained, "vocab.txt"))))
    print(f"{a.out}: {sizes['layers']} layers, {len(weights) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
