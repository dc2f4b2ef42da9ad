"""Learns how much each feature of a sentence speaks for it: prints the weights for src/retrieve/reading/unit-weights.ts and how they fare.

Input are folders written by `wence eval export-training`, each with a file of questions that says what the answer holds (`answer` or
`answers` or `gold_quotes`). A sentence counts as (part of) the answer when it holds most of it or is mostly held by it. Figures are
cross-validated by leaving each set out: share of questions whose best sentence is one of the answer's.

The sentences of one question compete (softmax over them, sum of the right ones): which one answers is learned, not how many do. A logistic
model over the one score then gives log-odds, which the later thresholds read.
"""

import argparse
import json

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from cases import grams, share
from sets import lines

RIDGE = 1e-4


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs=4, action="append", required=True, metavar=("NAME", "EXPORT", "GOLD", "WEIGHT"))
    parser.add_argument("--plain", action="store_true", help="for work without a ranker")
    options = parser.parse_args()
    examples = [example for name, export, gold, weight in options.set for example in read(name, export, gold, float(weight), options.plain)]
    names = examples[0]["names"]
    right = {}
    for left_out in dict.fromkeys(one["set"] for one in examples):
        weights, _ = fit([one for one in examples if one["set"] != left_out])
        right[left_out] = [one["right"][np.argmax(one["features"] @ weights)] for one in examples if one["set"] == left_out]
    print("best sentence is right:", {name: round(float(np.mean(marks)), 3) for name, marks in right.items()})
    weights, intercept = fit(examples)
    print(json.dumps({"intercept": round(float(intercept), 3), "weights": {name: round(float(value), 3) for name, value in zip(names, weights)}}))


def read(name, export, gold, weight, plain):
    """One example for each thing asked: features (sentences, names) and which are right."""
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
            yield {"set": name, "names": names, "features": features, "right": np.array(held) >= 0.55, "weight": weight}


def fit(examples):
    features = np.concatenate([one["features"] for one in examples])
    right = np.concatenate([one["right"] for one in examples])
    scaler = StandardScaler().fit(features)
    direction = compete([one for one in examples if one["right"].any() and not one["right"].all()], scaler) / scaler.scale_
    each = np.concatenate([np.full(len(one["right"]), one["weight"]) for one in examples])
    odds = LogisticRegression(C=1e6, max_iter=800).fit((features @ direction)[:, None], right, sample_weight=each)
    return direction * odds.coef_[0, 0], odds.intercept_[0]


def compete(examples, scaler):
    """Weights of the scaled features that give the right sentences of each question the greatest share of a softmax."""
    features = np.concatenate([scaler.transform(one["features"]) for one in examples])
    right = np.concatenate([one["right"] for one in examples]).astype(float)
    counts = [len(one["right"]) for one in examples]
    question, start = np.repeat(np.arange(len(counts)), counts), np.cumsum([0, *counts[:-1]])
    weight = np.array([one["weight"] for one in examples])
    weight = weight / weight.sum()

    def loss(direction):
        score = features @ direction
        force = np.exp(score - np.maximum.reduceat(score, start)[question])
        whole, good = np.add.reduceat(force, start), np.add.reduceat(force * right, start)
        pull = (force / whole[question] - force * right / good[question]) * weight[question]
        return RIDGE * direction @ direction - weight @ np.log(good / whole), features.T @ pull + 2 * RIDGE * direction

    return minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


if __name__ == "__main__":
    main()
