"""Questions with what answers them, from folders written by `wence eval export-training` and from files of questions.

A question file is JSON lines {"question" or "text", "ids": [document, …] or "answer": words} or BEIR files (queries.jsonl with qrels.tsv).
"""

import collections
import json
import random
import re
from pathlib import Path

import numpy as np

DIMENSIONS = 512


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


class Base:
    """The chunks of one exported base: document and vector of each, and the chunks of each document."""

    def __init__(self, folder):
        folder = Path(folder)
        self.documents = [line["document"] for line in lines(folder / "chunks.jsonl")]
        self.vectors = np.fromfile(folder / "vectors.f32", np.float32).reshape(-1, DIMENSIONS)
        self.chunks_of = collections.defaultdict(list)
        for index, document in enumerate(self.documents):
            self.chunks_of[document].append(index)
        self.lexical = {str(line["id"]): line["lexical"] for line in lines(folder / "lexical.jsonl")}


def judged(queries, qrels):
    """BEIR files -> [(id, text, {relevant documents})]."""
    relevant = collections.defaultdict(set)
    for line in list(open(qrels, encoding="utf-8"))[1:]:
        query, document, score = line.rstrip("\n").split("\t")[:3]
        if float(score) > 0:
            relevant[query].add(document)
    return [(str(line["id"]), line["text"], relevant[str(line["id"])]) for line in lines(queries) if relevant[str(line["id"])]]


def folds(ids, count, seed):
    """{id: fold} of a shuffled split."""
    shuffled = sorted(ids)
    random.Random(seed).shuffle(shuffled)
    return {identifier: index % count for index, identifier in enumerate(shuffled)}


def bare(text):
    return re.sub(r"\s+", "", text)
