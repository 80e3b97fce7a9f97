"""Averages the weights of trainings that began from one another (model soups; Wortsman et al. 2022):

    python average.py runs/mean.pt 0.1 runs/four/model.pt 0.6 runs/five/model.pt 0.3 runs/six/model.pt

A part that some of them lack is averaged over the others.
"""
import sys

import torch


def main():
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        sys.exit(__doc__)
    out, pairs = sys.argv[1], list(zip(sys.argv[2::2], sys.argv[3::2]))
    models = [(float(weight), torch.load(path)) for weight, path in pairs]
    mean, last = {}, models[-1][1]
    for key in last["model"]:
        parts = [(weight, m["model"][key]) for weight, m in models if key in m["model"]]
        total = sum(weight for weight, _ in parts)
        mean[key] = sum(weight / total * tensor for weight, tensor in parts)
    torch.save(dict(last, model=mean), out)


if __name__ == "__main__":
    main()
