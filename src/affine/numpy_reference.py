"""Computes the layer with NumPy: reads one JSON list of cases from standard input, writes one of results.

A tensor is {"bytes": base64 of float64 memory, "shape", "strides", "offset"}, strides and offset in entries.
"""

import base64
import json
import sys

import numpy as np


def read(tensor: dict) -> np.ndarray:
    memory = np.frombuffer(base64.b64decode(tensor["bytes"]), dtype="<f8")
    strides = [8 * stride for stride in tensor["strides"]]
    if 0 in tensor["shape"]:
        return np.zeros(tensor["shape"])
    return np.ndarray(tensor["shape"], "<f8", memory.data, 8 * tensor["offset"], strides)


def write(array: np.ndarray) -> dict:
    numbers = np.ascontiguousarray(array, dtype="<f8")
    return {"bytes": base64.b64encode(numbers.tobytes()).decode(), "shape": list(array.shape)}


def layer(case: dict) -> dict:
    x, W, b, dout = (read(case[name]) for name in ("x", "W", "b", "dout"))
    flat = x.reshape(x.shape[0], W.shape[0])
    out = flat @ W + b
    dx = (dout @ W.T).reshape(x.shape)
    return {
        name: write(array)
        for name, array in {"out": out, "dx": dx, "dW": flat.T @ dout, "db": dout.sum(axis=0)}.items()
    }


with np.errstate(all="ignore"):
    json.dump([layer(case) for case in json.load(sys.stdin)], sys.stdout)
