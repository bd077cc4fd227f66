"""Times one layer with NumPy: a line "N D H repetitions" in, the seconds of one forward and backward out."""

import sys
from time import perf_counter

import numpy as np


def layer(x, W, b, dout):
    out = x @ W + b
    return out, dout @ W.T, x.T @ dout, dout.sum(axis=0)


for line in sys.stdin:
    N, D, H, repetitions = map(int, line.split())
    draw = np.random.default_rng(1).standard_normal
    x, W, b, dout = draw((N, D)), draw((D, H)), draw(H), draw((N, H))
    layer(x, W, b, dout)
    start = perf_counter()
    for _ in range(repetitions):
        layer(x, W, b, dout)
    print((perf_counter() - start) / repetitions, flush=True)
