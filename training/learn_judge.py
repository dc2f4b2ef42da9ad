"""Learns the evidence judge: prints the weights for src/retrieve/judge-weights.ts, cross-validated by page.

Input are folders written by `wence eval export-training`, each with a gold file: `expect` says whether the base answers the question, or the
whole set is `answerable` or `unanswerable`. Follow-ups are left out, since the export asks them without their conversation. Printed for each
set: area under the ROC curve and the share of unanswerable questions declined when 2, 3 and 6 % of the answerable ones are lost.
"""

import argparse
import json
import zlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from sets import lines

# Set by rule: the development questions hold too few cases of it.
BY_RULE = {"otherScheme"}
RIDGE, AGAINST = 0.5, 0.8
# What only work with a ranker knows.
RANKER = {"ranker", "whole"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs=4, action="append", required=True, metavar=("NAME", "EXPORT", "GOLD", "WEIGHT"))
    parser.add_argument("--plain", action="store_true", help="for work without a ranker")
    options = parser.parse_args()
    rows = [row for name, export, gold, weight in options.set for row in read(name, export, gold, float(weight))]
    names = [name for name in rows[0]["features"] if name not in BY_RULE and not (options.plain and name in RANKER)]
    features = np.array([[row["features"].get(name, 0) for name in names] for row in rows])
    answerable = np.array([row["answerable"] for row in rows])
    weight = np.array([row["weight"] for row in rows])
    fold = np.array([row["fold"] for row in rows])
    score = np.zeros(len(rows))
    for part in range(5):
        weights, intercept = fit(features[fold != part], answerable[fold != part], weight[fold != part])
        score[fold == part] = features[fold == part] @ weights + intercept
    for name in dict.fromkeys(row["family"] for row in rows):
        report(name, np.array([row["family"] == name for row in rows]), score, answerable)
    weights, intercept = fit(features, answerable, weight)
    print(json.dumps({"intercept": round(float(intercept), 3), "weights": {name: round(float(value), 3) for name, value in zip(names, weights)}}))


def read(name, export, gold, weight):
    """Questions of a set; sets of one family ("policies/answerable", "policies/unanswerable") are reported together."""
    family = name.split("/")[0]
    cases = {} if gold in ("answerable", "unanswerable") else {str(line["id"]): line for line in lines(gold)}
    for line in lines(f"{export}/reading.jsonl"):
        case = cases.get(line["id"], {})
        if not line["judge"] or len(case.get("turns", [1])) > 1:
            continue
        page = (case.get("gold_files") or [line["id"]])[0]
        answerable = case["expect"] != "refuse" if case else gold == "answerable"
        yield {"family": family, "features": line["judge"], "answerable": answerable, "weight": weight, "fold": zlib.crc32((name + page).encode()) % 5}


def fit(features, answerable, weight):
    weight = weight.copy()
    weight[~answerable] *= AGAINST * weight[answerable].sum() / weight[~answerable].sum()
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=RIDGE, max_iter=800).fit(scaler.transform(features), answerable, sample_weight=weight)
    weights = model.coef_[0] / scaler.scale_
    return weights, model.intercept_[0] - (weights * scaler.mean_).sum()


def report(name, of_set, score, answerable):
    good, bad = np.sort(score[of_set & answerable]), score[of_set & ~answerable]
    declined = [round(float((bad < good[int(len(good) * lost)]).mean()), 2) for lost in (0.02, 0.03, 0.06)]
    print(name, "area", round(roc_auc_score(answerable[of_set], score[of_set]), 3), "declined", declined)


if __name__ == "__main__":
    main()
