"""Tokens as the product makes them: lower case, the tokenizer of the model's folder, questions with their prefix."""

import numpy as np
from tokenizers import Tokenizer

PREFIX = "为这个句子生成表示以用于检索相关文章："
OPENING, CLOSING = 101, 102


class Tokens:
    def __init__(self, path):
        self._tokenizer = Tokenizer.from_file(path)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def question(self, text, limit):
        """Ids of a question for the embedder; a longer one is cut before the closing mark."""
        ids = self._tokenizer.encode((PREFIX + text).lower()).ids
        return ids if len(ids) <= limit else ids[: limit - 1] + [ids[-1]]

    def pair(self, question, passage, question_limit, passage_limit):
        """Ids and segments of a question with a passage, for the ranker."""
        first, second = (self._tokenizer.encode(text.lower(), add_special_tokens=False).ids for text in (question, passage))
        first, second = first[:question_limit], second[:passage_limit]
        ids = [OPENING, *first, CLOSING, *second, CLOSING]
        return ids, [0] * (len(first) + 2) + [1] * (len(second) + 1)


def padded(rows, step=32):
    """Rows of ids -> (ids, mask), as long as the longest rounded up to `step`: few lengths mean few compilations."""
    length = -(-max(map(len, rows)) // step) * step
    ids, mask = (np.zeros((len(rows), length), np.int32) for _ in range(2))
    for index, row in enumerate(rows):
        ids[index, : len(row)] = row
        mask[index, : len(row)] = 1
    return ids, mask
