"""Weights -> int8 ONNX beside a manifest: `export.py question …` for the weights that read questions, `export.py ranker …` for the ranker.

Several weight files are averaged: the models of different folds start from the same weights, and their mean reads as well as any of them.
"""

import argparse
import hashlib
import json
import os
import pickle
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

import encoder


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=["question", "ranker"])
    parser.add_argument("--model", required=True, help="full-precision ONNX file that training started from")
    parser.add_argument("--weights", required=True, nargs="+")
    parser.add_argument("--out", required=True, help="the int8 file")
    options = parser.parse_args()
    loaded = [pickle.load(open(path, "rb")) for path in options.weights]
    weights = {name: np.mean([each[name] for each in loaded], axis=0, dtype=np.float32) for name in loaded[0]}
    with tempfile.TemporaryDirectory() as folder:
        full = os.path.join(folder, "full.onnx")
        encoder.save(weights, options.model, full)
        if options.kind == "ranker":
            add_score(full, weights)
        quantize_dynamic(full, options.out, weight_type=QuantType.QInt8, per_channel=False, reduce_range=False)
    content = open(options.out, "rb").read()
    print(json.dumps({"file": os.path.basename(options.out), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}))


def add_score(path, weights):
    """Adds the head: output `score` (batch, 1) from the first position."""
    model = onnx.load(path)
    graph = model.graph
    graph.initializer.extend(
        [
            numpy_helper.from_array(np.array(0, np.int64), "rank.first"),
            numpy_helper.from_array(weights["rank.weight"].astype(np.float32), "rank.weight"),
            numpy_helper.from_array(weights["rank.bias"].astype(np.float32), "rank.bias"),
        ]
    )
    graph.node.extend(
        [
            helper.make_node("Gather", ["last_hidden_state", "rank.first"], ["rank.state"], axis=1),
            helper.make_node("MatMul", ["rank.state", "rank.weight"], ["rank.product"]),
            helper.make_node("Add", ["rank.product", "rank.bias"], ["score"]),
        ]
    )
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("score", TensorProto.FLOAT, ["batch", 1]))
    onnx.save(model, path)


if __name__ == "__main__":
    main()
