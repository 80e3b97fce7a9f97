"""The model: one encoder, many heads.

Encoder: BERT (Devlin et al. 2019) as all-MiniLM-L6-v2 has it (384 wide, 12 heads; Wang et al. 2020), its top layers left
out if wanted, with a learned embedding of each word's shape, since the vocabulary is lower-case. A word's vector is the
mean of its first and last subword's. Heads:

  token   linear over words: tag (UPOS|FEATS), lemma script, name (BIO), mention head, end of sentence
  arc     biaffine dependency scores (Dozat and Manning 2017), head 0 = the vector of [CLS]
  label   relation of a word to its head: linear over [d, h, d * h]
  coreference  scores of pairs of mentions (coreference.py)
"""
import math
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from coreference import Scorer

HIDDEN, FFN, HEADS, POSITIONS, SHAPES = 384, 1536, 12, 512, 8
ARC, LABEL = 256, 128
TOKEN_HEADS = ("tags", "scripts", "names", "mentions", "end")  # order of the logits of the token head

_masks = None


def dropout(x, training):
    """p = 26/256 from a pool of masks: drawing them anew took 13 % of a step."""
    global _masks
    if not training:
        return x
    if _masks is None:
        keep = np.random.default_rng(0).integers(0, 256, 1 << 24, dtype="u1") >= 26
        _masks = torch.from_numpy(keep.astype("f4") / (230 / 256)).bfloat16()
    n = x.numel()
    at = random.randrange((1 << 24) - n)
    return x * _masks[at:at + n].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attention_out = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.ffn_in = nn.Linear(HIDDEN, FFN)
        self.ffn_out = nn.Linear(FFN, HIDDEN)
        self.ffn_norm = nn.LayerNorm(HIDDEN, 1e-12)

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):  # its backward pass is slow in bfloat16
            a = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask, scale=1.0)  # 1/sqrt(d) is in the weights of q
        a = a.transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.attention_norm(x + dropout(self.attention_out(a), self.training))
        f = self.ffn_out(F.gelu(self.ffn_in(x), approximate="tanh"))
        return self.ffn_norm(x + dropout(f, self.training))


class Model(nn.Module):
    def __init__(self, labels, layers):
        super().__init__()
        self.labels = labels
        self.word = nn.Parameter(torch.zeros(30522, HIDDEN), requires_grad=False)  # the trainer updates the rows of a batch
        self.position = nn.Parameter(torch.zeros(POSITIONS, HIDDEN))
        self.shape = nn.Parameter(torch.randn(SHAPES, HIDDEN) * 0.01)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.sizes = [len(labels["tags"]), len(labels["scripts"]), len(labels["names"]), len(labels["mentions"]), 2]
        self.token = nn.Linear(HIDDEN, sum(self.sizes))
        self.arc_mlp = nn.Linear(HIDDEN, 2 * ARC + 2 * LABEL)
        self.arc_bilinear = nn.Linear(ARC, ARC)
        nn.init.zeros_(self.arc_bilinear.weight)
        nn.init.zeros_(self.arc_bilinear.bias)
        self.label = nn.Linear(3 * LABEL, len(labels["rels"]))
        self.coreference = Scorer(HIDDEN)

    def load_pretrained(self, path):
        from safetensors.numpy import load_file
        w = {k: torch.tensor(v) for k, v in load_file(path).items()}
        self.word.data = w["embeddings.word_embeddings.weight"]
        self.position.data = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        self.norm.weight.data, self.norm.bias.data = w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]
        for i, layer in enumerate(self.layers):
            get = lambda name: w[f"encoder.layer.{i}.{name}"]
            for part in ("weight", "bias"):
                stack = torch.cat([get(f"attention.self.{n}.{part}") for n in ("query", "key", "value")])
                stack[:HIDDEN] /= math.sqrt(HIDDEN // HEADS)
                getattr(layer.qkv, part).data = stack
                for ours, theirs in (("attention_out", "attention.output.dense"), ("attention_norm", "attention.output.LayerNorm"),
                                     ("ffn_in", "intermediate.dense"), ("ffn_out", "output.dense"), ("ffn_norm", "output.LayerNorm")):
                    getattr(getattr(layer, ours), part).data = get(f"{theirs}.{part}")

    def encode(self, batch, rows=None):
        """Subword vectors [B, T, H]; `rows`: the embedding rows of the batch, when training."""
        x = F.embedding(batch["ids"], self.word) if rows is None else F.embedding(batch["inverse"], rows)
        x = x + self.position[:batch["ids"].shape[1]] + F.embedding(batch["shapes"], self.shape)
        x = dropout(self.norm(x), self.training)
        for layer in self.layers:
            x = layer(x, batch["mask"])
        return x

    def words(self, x, batch):
        """Word vectors [B, N+1, H]; slot 0 is [CLS], the root."""
        pick = lambda at: x.gather(1, at[..., None].expand(-1, -1, HIDDEN))
        return (pick(batch["first"]) + pick(batch["last"])) * 0.5

    def token_logits(self, h):
        return dict(zip(TOKEN_HEADS, self.token(dropout(h, self.training)).split(self.sizes, -1)))

    def arc_states(self, h):
        z = dropout(F.gelu(self.arc_mlp(dropout(h, self.training)), approximate="tanh"), self.training)
        return z.split([ARC, ARC, LABEL, LABEL], -1)  # dependent, head, label dependent, label head

    def arc_scores(self, dependent, head):
        return torch.matmul(self.arc_bilinear(dependent), head.transpose(1, 2))

    def label_logits(self, dependent, head):
        return self.label(torch.cat([dependent, head, dependent * head], -1))


def collate(items):
    """A batch of windows as tensors; words of all sentences of a window in a row."""
    b = len(items)
    t = max(w.size for w in items)
    n = max(sum(len(s.words) for s in w.sentences) for w in items)
    ids, shapes = np.zeros((b, t), "i8"), np.zeros((b, t), "i8")
    mask = np.full((b, t), -1e4, "f4")
    first, last = np.zeros((b, n + 1), "i8"), np.zeros((b, n + 1), "i8")
    real, sentence = np.zeros((b, n + 1), bool), np.full((b, n + 1), -1, "i8")
    for i, w in enumerate(items):
        at, j = 1, 1
        ids[i, 0] = 101
        for k, s in enumerate(w.sentences):
            for p, c in zip(s.pieces, s.shapes):
                ids[i, at:at + len(p)] = p
                shapes[i, at:at + len(p)] = c
                first[i, j], last[i, j] = at, at + len(p) - 1
                sentence[i, j] = k
                at, j = at + len(p), j + 1
        ids[i, at] = 102
        mask[i, :at + 1] = 0
        real[i, 1:j] = True
    same = (sentence[:, :, None] == sentence[:, None, :]) & real[:, :, None] & real[:, None, :]
    same[:, :, 0] = True
    same[:, np.arange(n + 1), np.arange(n + 1)] = False
    same[:, 0, 0] = True
    return dict(ids=torch.from_numpy(ids), shapes=torch.from_numpy(shapes), mask=torch.from_numpy(mask)[:, None, None],
                first=torch.from_numpy(first), last=torch.from_numpy(last), real=torch.from_numpy(real), same=torch.from_numpy(same))
