"""Trains weights that read questions so that they find the vectors which the fixed model has made of passages.

Only questions run through the model while training: the passages' vectors are those of the base, so every chunk of a base is a negative at
the cost of one product, nothing has to be embedded anew afterwards, and what passages mean cannot be forgotten. See README.md.
"""

import argparse
import json
import pickle
import random
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

import encoder
from sets import Base, folds, judged, lines
from tokens import Tokens, padded

BATCH, LIMIT, POSITIVES = 32, 96, 8


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="full-precision ONNX file")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--sets", required=True, help="JSON file: name -> {base, queries, qrels, extra: [files], share, unlike, repeat}")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--fold", type=int, help="leave this fold of every judged set out and report on it")
    parser.add_argument("--steps", type=int, default=260)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--temperature", type=float, default=0.03)
    parser.add_argument("--keep", type=float, default=0.5, help="weight of staying near the original vector")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", required=True)
    return parser.parse_args()


class TrainingSet:
    def __init__(self, name, given, options):
        self.name, self.share = name, given["share"]
        self.base = Base(given["base"])
        self.matrix = jnp.asarray(self.base.vectors)
        questions = judged(given["queries"], given["qrels"])
        place = folds([identifier for identifier, *_ in questions], options.folds, options.seed)
        held = lambda identifier: options.fold is not None and place[identifier] == options.fold
        self.test = [entry for entry in questions if held(entry[0])]
        # Ours are many more and told in our way: judged questions come `repeat` times as often.
        self.pairs = [(text, documents, False) for identifier, text, documents in questions if not held(identifier)] * given.get("repeat", 1)
        known = set(self.base.documents)
        for path in given.get("extra", []):
            for line in lines(path):
                documents = {document for document in line["ids"] if document in known}
                if documents:
                    self.pairs.append((line["question"], documents, True))
        # Documents that only judged questions point at: for the others they are no negatives.
        prefix = given.get("unlike")
        self.unlike = np.array([bool(prefix) and document.startswith(prefix) for document in self.base.documents])
        self._waiting = []

    def draw(self, generator):
        if len(self._waiting) < BATCH:
            fresh = list(self.pairs)
            generator.shuffle(fresh)
            self._waiting += fresh
        batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        return batch

    def positives(self, batch):
        """Chunks of the relevant documents: (BATCH, POSITIVES) places and which of them count."""
        places, counts = np.zeros((BATCH, POSITIVES), np.int32), np.zeros((BATCH, POSITIVES), np.int32)
        for row, (_, documents, _) in enumerate(batch):
            chunks = [chunk for document in sorted(documents) for chunk in self.base.chunks_of[document]][:POSITIVES]
            places[row, : len(chunks)] = chunks
            counts[row, : len(chunks)] = 1
        return places, counts


def main():
    options = arguments()
    tokens = Tokens(options.tokenizer)
    original = encoder.load(options.model)
    sets = [TrainingSet(name, given, options) for name, given in json.load(open(options.sets)).items()]
    for each in sets:
        print(each.name, len(each.pairs), "pairs,", len(each.test), "held out", flush=True)
    frozen = {name: value for name, value in original.items() if name.startswith("embeddings.")}
    trained = {name: value for name, value in original.items() if name not in frozen}
    schedule = optax.warmup_cosine_decay_schedule(0, options.rate, 20, options.steps, options.rate * 0.05)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=0.01))
    encode = jax.jit(encoder.encode)

    def loss(weights, ids, mask, matrix, places, counts, allowed, before):
        vectors = encoder.encode({**weights, **frozen}, ids, mask)
        scores = vectors @ matrix.T / options.temperature
        right = jax.nn.logsumexp(jnp.where(counts > 0, jnp.take_along_axis(scores, places, axis=1), -1e9), axis=1)
        all_scores = jax.nn.logsumexp(scores + allowed, axis=1)
        return (jnp.logaddexp(all_scores, right) - right).mean() + options.keep * (1 - (vectors * before).sum(-1)).mean()

    @jax.jit
    def step(weights, state, *batch):
        value, slopes = jax.value_and_grad(loss)(weights, *batch)
        updates, state = optimiser.update(slopes, state, weights)
        return optax.apply_updates(weights, updates), state, value

    state, generator, begun = optimiser.init(trained), random.Random(options.seed), time.time()
    for number in range(1, options.steps + 1):
        each = generator.choices(sets, [one.share for one in sets])[0]
        batch = each.draw(generator)
        ids, mask = padded([tokens.question(text, LIMIT) for text, *_ in batch])
        written = np.array([ours for *_, ours in batch])
        allowed = np.where(written[:, None] & each.unlike[None, :], -1e9, 0).astype(np.float32) if each.unlike.any() else np.zeros((1, 1), np.float32)
        trained, state, value = step(trained, state, ids, mask, each.matrix, *each.positives(batch), allowed, encode(original, ids, mask))
        if number % 20 == 0:
            print(number, each.name, round(float(value), 3), f"{time.time() - begun:.0f} s", flush=True)
    weights = {name: np.asarray(value) for name, value in {**trained, **frozen}.items()}
    pickle.dump(weights, open(options.out, "wb"))
    for each in sets:
        if each.test:
            print(each.name, "before", report(each, encode, original, tokens), "after", report(each, encode, weights, tokens), flush=True)


def report(each, encode, weights, tokens, lexical_share=(0.34, 0.25)):
    """recall@10 by the vector alone and by words and vector, as the product adds them."""
    figures = {}
    vectors = embed(encode, weights, [tokens.question(text, 160) for _, text, _ in each.test])
    for name, share in (("vector", 0.0), *((f"both {share}", share) for share in lexical_share)):
        first = found = 0.0
        for (identifier, _, relevant), vector in zip(each.test, vectors):
            cosines = each.base.vectors @ vector
            near = np.argpartition(-cosines, 100)[:100]
            words = dict(map(tuple, each.base.lexical.get(identifier, [])))
            best = {}
            for chunk in {*near.tolist(), *words}:
                score = share * words.get(chunk, 0) + (1 - share) * cosines[chunk] / cosines.max()
                document = each.base.documents[chunk]
                best[document] = max(score, best.get(document, -9))
            ranking = sorted(best, key=best.get, reverse=True)[:10]
            first += ranking[0] in relevant
            found += len(relevant & set(ranking)) / len(relevant)
        figures[name] = (round(first / len(each.test), 4), round(found / len(each.test), 4))
    return figures


def embed(encode, weights, rows):
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    vectors = np.zeros((len(rows), 512), np.float32)
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        ids, mask = padded([rows[index] for index in part] + [[101, 102]] * (BATCH - len(part)))
        vectors[part] = np.asarray(encode(weights, ids, mask))[: len(part)]
    return vectors


if __name__ == "__main__":
    main()
