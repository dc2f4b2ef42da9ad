"""Trains the ranker: a cross-encoder that reads a question together with one or a few sentences and says how well they answer it.

It starts from the embedder's weights. A case is a question with texts that answer it and texts near it that do not; what is learned is to
put the right one first (softmax over the case) and to say yes or no to each, near misses with nothing right among them. See README.md for the
sources.
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
from cases import read_cases
from tokens import Tokens, padded

QUESTION_TOKENS, PASSAGE_TOKENS = 48, 112
CASES, NEGATIVES = 8, 3
# Share of texts shown with the sentences behind them, as the product ranks whole chunks too.
WIDE = 0.35
# Weight of yes or no beside the order; of a text where nothing is right, beside a wrong text of a case with a right one.
YES_NO, NEAR_MISS = 1.0, 1.5


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="full-precision ONNX file")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--sources", required=True, help="JSON file: name -> {kind, share, …}, see cases.py")
    parser.add_argument("--start", help="weights of an earlier run to go on from")
    parser.add_argument("--steps", type=int, default=520)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", required=True)
    return parser.parse_args()


def main():
    options = arguments()
    generator = random.Random(options.seed)
    tokens = Tokens(options.tokenizer)
    sources = json.load(open(options.sources))
    cases = {name: read_cases(given, NEGATIVES) for name, given in sources.items()}
    print({name: len(some) for name, some in cases.items()}, flush=True)
    original = encoder.load(options.model)
    head = {"rank.weight": jax.random.normal(jax.random.PRNGKey(3), (512, 1)) * 0.02, "rank.bias": jnp.zeros((1,))}
    frozen = {name: original[name] for name in ("embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight")}
    known = {name: jnp.asarray(value) for name, value in pickle.load(open(options.start, "rb")).items()} if options.start else {**original, **head}
    trained = {name: value for name, value in known.items() if name not in frozen}
    schedule = optax.warmup_cosine_decay_schedule(0, options.rate, min(30, options.steps // 10), options.steps, options.rate * 0.05)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=0.01))

    def loss(weights, ids, mask, types, order, answered):
        scores = jnp.concatenate([score({**weights, **frozen}, *part) for part in zip(ids, mask, types)])
        scores = scores[order].reshape(CASES, 1 + NEGATIVES)
        first = ((jax.nn.logsumexp(scores, axis=1) - scores[:, 0]) * answered).sum() / CASES
        yes = jnp.zeros_like(scores).at[:, 0].set(answered)
        weight = jnp.where(yes > 0, 1.0, jnp.where(answered > 0, 1.0, NEAR_MISS)[:, None] / NEGATIVES)
        each = (jax.nn.softplus(scores) - yes * scores) * weight
        return first + YES_NO * each.sum() / (2 * CASES)

    @jax.jit
    def step(weights, state, *batch):
        value, slopes = jax.value_and_grad(loss)(weights, *batch)
        updates, state = optimiser.update(slopes, state, weights)
        return optax.apply_updates(weights, updates), state, value

    state, mean, begun, waiting = optimiser.init(trained), None, time.time(), {}
    for number in range(1, options.steps + 1):
        pairs, answered = [], []
        for name in generator.choices(list(sources), [given["share"] for given in sources.values()], k=CASES):
            if not waiting.get(name):
                waiting[name] = generator.sample(cases[name], len(cases[name]))
            case = waiting[name].pop()
            answered.append(float(bool(case[1])))
            pairs += [tokens.pair(*pair, QUESTION_TOKENS, PASSAGE_TOKENS) for pair in drawn(case, generator)]
        trained, state, value = step(trained, state, *batched(pairs), np.array(answered, np.float32))
        mean = float(value) if mean is None else 0.95 * mean + 0.05 * float(value)
        if number % 20 == 0:
            print(number, round(mean, 3), f"{time.time() - begun:.0f} s", flush=True)
        if number % 100 == 0:
            keep({**trained, **frozen}, options.out)
    keep({**trained, **frozen}, options.out)


def keep(weights, path):
    pickle.dump({name: np.asarray(value) for name, value in weights.items()}, open(path, "wb"))


def batched(pairs):
    """The pairs in two halves, the shorter ones first, each padded for itself; and where each pair went."""
    by_length = sorted(range(len(pairs)), key=lambda index: len(pairs[index][0]))
    halves = [by_length[: len(pairs) // 2], by_length[len(pairs) // 2 :]]
    texts = [padded([pairs[index][0] for index in half]) for half in halves]
    types = [padded([pairs[index][1] for index in half])[0] for half in halves]
    order = np.argsort(np.array(by_length)).astype(np.int32)
    return [ids for ids, _ in texts], [mask for _, mask in texts], types, order


def score(weights, ids, mask, types):
    return (encoder.first_position(weights, ids, mask, types) @ weights["rank.weight"] + weights["rank.bias"])[:, 0]


def drawn(case, generator):
    """One right text and the wrong ones, half of them from the nearest; where nothing is right, a near one in its place."""
    question, right, wrong = case
    shown = lambda text: text["wide"] if generator.random() < WIDE else text["text"]
    count = NEGATIVES if right else NEGATIVES + 1
    near = generator.sample(wrong[:6], min(count // 2, len(wrong[:6])))
    others = [text for text in wrong if text not in near]
    texts = [*([generator.choice(right)] if right else []), *near, *generator.sample(others, count - len(near))]
    return [(question, shown(text)) for text in texts]


if __name__ == "__main__":
    main()
