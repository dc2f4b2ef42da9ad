"""Learns how much each feature of a sentence speaks for it: prints the weights for src/retrieve/reading/unit-weights.ts and how they fare.

Input are folders written by `wence eval export-training`, each with a file of questions that says what the answer holds (`answer` or
`answers` or `gold_quotes`). A sentence counts as (part of) the answer when it holds most of it or is mostly held by it. Figures are
cross-validated over five parts of the questions: share of questions whose best sentence is one of the answer's.
"""

import argparse
import json
import zlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from cases import grams, share
from sets import lines

RIDGE = 0.05


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs=4, action="append", required=True, metavar=("NAME", "EXPORT", "GOLD", "WEIGHT"))
    parser.add_argument("--plain", action="store_true", help="for work without a ranker")
    options = parser.parse_args()
    examples = [example for name, export, gold, weight in options.set for example in read(name, export, gold, float(weight), options.plain)]
    names = examples[0]["names"]
    right = {}
    for fold in range(5):
        weights, intercept = fit([one for one in examples if one["fold"] != fold])
        for one in examples:
            if one["fold"] == fold:
                right.setdefault(one["set"], []).append(one["right"][np.argmax(one["features"] @ weights)])
    print("best sentence is right:", {name: round(float(np.mean(marks)), 3) for name, marks in right.items()})
    weights, intercept = fit(examples)
    print(json.dumps({"intercept": round(float(intercept), 3), "weights": {name: round(float(value), 3) for name, value in zip(names, weights)}}))


def read(name, export, gold, weight, plain):
    """One example for each thing asked: features (sentences, names), which are right, the fold of its question."""
    answers = {}
    for index, line in enumerate(lines(gold)):
        texts = line.get("answers") or line.get("gold_quotes") or ([line["answer"]] if line.get("answer") else [])
        if texts and len(line.get("turns", [1])) == 1:
            answers[str(line.get("id", line.get("query_id", index)))] = [grams(text) for text in texts]
    for line in lines(f"{export}/reading.jsonl"):
        if line["id"] not in answers:
            continue
        for facet in line["facets"]:
            sentences = [sentence for sentence in facet["sentences"] if plain or sentence["ranker"] is not None]
            if not sentences:
                continue
            names = [*sentences[0]["features"], *([] if plain else ["ranker"])]
            features = np.array([[*sentence["features"].values(), *([] if plain else [sentence["ranker"]])] for sentence in sentences])
            held = [max(max(share(grams(sentence["text"]), one), share(one, grams(sentence["text"]))) for one in answers[line["id"]]) for sentence in sentences]
            fold = zlib.crc32(line["id"].encode()) % 5
            yield {"set": name, "names": names, "features": features, "right": np.array(held) >= 0.55, "weight": weight, "fold": fold}


def fit(examples):
    features = np.concatenate([one["features"] for one in examples])
    right = np.concatenate([one["right"] for one in examples])
    weight = np.concatenate([np.full(len(one["right"]), one["weight"]) for one in examples])
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=RIDGE, max_iter=800).fit(scaler.transform(features), right, sample_weight=weight)
    weights = model.coef_[0] / scaler.scale_
    return weights, model.intercept_[0] - (weights * scaler.mean_).sum()


if __name__ == "__main__":
    main()
