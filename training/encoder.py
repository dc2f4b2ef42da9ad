"""The encoder (BERT, 4 layers, 512 dimensions) in JAX, with the weights of an ONNX file.

`load(path)` reads the full-precision graph; `first_position(weights, ids, mask, types)` is what the graph gives at its first position, shape
(batch, 512); `encode` is the same at unit length; `save(weights, source, target)` puts changed weights back into the graph's initialisers.
"""

import jax
import jax.numpy as jnp
import numpy as np
import onnx
from onnx import numpy_helper

HEADS = 8
EPSILON = 1e-12


def load(path):
    """ONNX file -> {name: array}; the transposed products, which the graph names by number, get their names back from their biases."""
    graph = onnx.load(path).graph
    arrays = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    return {name: jnp.asarray(arrays[stored]) for name, stored in _names(graph, arrays).items()}


def save(weights, source, target):
    """Writes the graph of `source` with these weights."""
    model = onnx.load(source)
    arrays = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    stored = {name: np.asarray(weights[ours], np.float32) for ours, name in _names(model.graph, arrays).items()}
    for item in model.graph.initializer:
        if item.name in stored:
            item.CopyFrom(numpy_helper.from_array(stored[item.name], item.name))
    onnx.save(model, target)


def _names(graph, arrays):
    """Ours -> stored. A product is followed by the sum with its bias, which bears the layer's name."""
    names = {name: name for name in arrays if "." in name and not name.startswith("onnx::")}
    consumer = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        matrix = next((name for name in node.input if name.startswith("onnx::MatMul")), None)
        if node.op_type != "MatMul" or matrix is None:
            continue
        bias = next(name for name in consumer[node.output[0]].input if name.endswith(".bias"))
        names[bias.replace(".bias", ".weight")] = matrix
    return names


def encode(weights, ids, mask):
    """Token ids and mask, both (batch, length) -> unit vectors (batch, 512)."""
    first = first_position(weights, ids, mask, jnp.zeros_like(ids))
    return first / jnp.linalg.norm(first, axis=-1, keepdims=True)


def first_position(weights, ids, mask, types):
    """Token ids, mask and segment (0 question, 1 passage), each (batch, length) -> (batch, 512)."""
    hidden = weights["embeddings.word_embeddings.weight"][ids] + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    hidden = hidden + weights["embeddings.token_type_embeddings.weight"][types]
    hidden = _normalise(weights, "embeddings.LayerNorm", hidden)
    bias = jnp.where(mask[:, None, None, :] > 0, 0.0, -1e9)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        hidden = _layer(weights, f"encoder.layer.{layer}.", hidden, bias)
        layer += 1
    return hidden[:, 0]


def _layer(weights, prefix, hidden, bias):
    batch, length, width = hidden.shape
    split = lambda x: x.reshape(batch, length, HEADS, width // HEADS).transpose(0, 2, 1, 3)
    query, key, value = (split(_dense(weights, prefix + "attention.self." + part, hidden)) for part in ("query", "key", "value"))
    scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS) + bias
    mixed = (jax.nn.softmax(scores, axis=-1) @ value).transpose(0, 2, 1, 3).reshape(batch, length, width)
    attended = _normalise(weights, prefix + "attention.output.LayerNorm", _dense(weights, prefix + "attention.output.dense", mixed) + hidden)
    inner = jax.nn.gelu(_dense(weights, prefix + "intermediate.dense", attended), approximate=False)
    return _normalise(weights, prefix + "output.LayerNorm", _dense(weights, prefix + "output.dense", inner) + attended)


def _dense(weights, name, x):
    return x @ weights[name + ".weight"] + weights[name + ".bias"]


def _normalise(weights, name, x):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + EPSILON) * weights[name + ".weight"] + weights[name + ".bias"]
