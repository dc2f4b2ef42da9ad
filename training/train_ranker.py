"""Trains the ranker: a cross-encoder that reads a question together with one or a few sentences and says how well they answer it.

It starts from the embedder's weights. A case is a question with texts that answer it and texts near it that do not; what is learned is to
put the right one first (softmax over the case) and to say yes or no to each (a small share). See README.md for the sources.
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

QUESTION_TOKENS, PASSAGE_TOKENS = 48, 96
CASES, NEGATIVES = 8, 3
# Share of texts shown with the sentences behind them, as the product ranks whole chunks too.
WIDE = 0.35
YES_NO = 0.3


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="full-precision ONNX file")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--sources", required=True, help="JSON file: name -> {kind, share, …}, see cases.py")
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
    trained = {name: value for name, value in {**original, **head}.items() if name not in frozen}
    schedule = optax.warmup_cosine_decay_schedule(0, options.rate, 30, options.steps, options.rate * 0.05)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=0.01))

    def loss(weights, ids, mask, types):
        scores = score({**weights, **frozen}, ids, mask, types).reshape(CASES, 1 + NEGATIVES)
        first = (jax.nn.logsumexp(scores, axis=1) - scores[:, 0]).mean()
        right = jnp.zeros_like(scores).at[:, 0].set(1)
        each = (jax.nn.softplus(scores) - right * scores) * jnp.where(right > 0, 1.0, 1 / NEGATIVES)
        return first + YES_NO * each.sum() / (2 * CASES)

    @jax.jit
    def step(weights, state, ids, mask, types):
        value, slopes = jax.value_and_grad(loss)(weights, ids, mask, types)
        updates, state = optimiser.update(slopes, state, weights)
        return optax.apply_updates(weights, updates), state, value

    state, mean, begun, waiting = optimiser.init(trained), None, time.time(), {}
    for number in range(1, options.steps + 1):
        pairs = []
        for name in generator.choices(list(sources), [given["share"] for given in sources.values()], k=CASES):
            if not waiting.get(name):
                waiting[name] = generator.sample(cases[name], len(cases[name]))
            pairs += [tokens.pair(*pair, QUESTION_TOKENS, PASSAGE_TOKENS) for pair in drawn(waiting[name].pop(), generator)]
        ids, mask = padded([ids for ids, _ in pairs])
        types, _ = padded([types for _, types in pairs])
        trained, state, value = step(trained, state, ids, mask, types)
        mean = float(value) if mean is None else 0.95 * mean + 0.05 * float(value)
        if number % 20 == 0:
            print(number, round(mean, 3), f"{time.time() - begun:.0f} s", flush=True)
    pickle.dump({name: np.asarray(value) for name, value in {**trained, **frozen}.items()}, open(options.out, "wb"))


def score(weights, ids, mask, types):
    return (encoder.first_position(weights, ids, mask, types) @ weights["rank.weight"] + weights["rank.bias"])[:, 0]


def drawn(case, generator):
    """One right text and the wrong ones, half of them from the nearest."""
    question, right, wrong = case
    shown = lambda text: text["wide"] if generator.random() < WIDE else text["text"]
    near = generator.sample(wrong[:6], min(NEGATIVES // 2, len(wrong[:6])))
    others = [text for text in wrong if text not in near]
    texts = [generator.choice(right), *near, *generator.sample(others, NEGATIVES - len(near))]
    return [(question, shown(text)) for text in texts]


if __name__ == "__main__":
    main()
