"""Cases for the ranker: (question, [right texts], [wrong texts, nearest first]); a text is {"text", "wide"}.

Kinds of source: `sentences` (an export with a file of questions and their answers), `documents` (texts with questions and answers),
`articles` (an exported base with questions and the documents that answer), `reading` (question sets in SQuAD form).
"""

import json
import re

import numpy as np

from sets import Base, bare, lines

WIDE_LENGTH, HEADING_LENGTH = 120, 40


def read_cases(given, negatives):
    """Cases of one source with enough wrong texts to draw from."""
    cases = {"sentences": sentences, "documents": documents, "articles": articles, "reading": reading}[given["kind"]](given)
    return [case for case in cases if case[0] and case[1] and len(case[2]) >= negatives and all(text["text"] for text in case[1] + case[2])]


def grams(text):
    text = re.sub(r"[\W_]+", "", text).lower()
    return {text[index : index + 2] for index in range(len(text) - 1)} or {text}


def share(part, whole):
    return len(part & whole) / len(part)


def headed(heading, text):
    return f"{heading[-HEADING_LENGTH:]}：{text}" if heading else text


def sentences(given):
    """Sentences that hold most of the answer, or are held by it, are right; those that share a third of it are neither."""
    answers = {line["question"]: grams(line["answer"]) for line in lines(given["questions"])}
    for line in lines(f"{given['export']}/reading.jsonl"):
        answer = answers.get(line["question"])
        if answer is None or not line["facets"]:
            continue
        right, wrong = [], []
        for sentence in widened(line["facets"][0]["sentences"]):
            held = max(share(grams(sentence["text"]), answer), share(answer, grams(sentence["text"])))
            text = {name: headed(sentence["heading"], sentence[name]) for name in ("text", "wide")}
            if held >= 0.6:
                right.append(text)
            elif held < 0.35:
                wrong.append(text if share(answer, grams(sentence["wide"])) < 0.35 else {**text, "wide": text["text"]})
        yield line["question"], right, wrong


def widened(found):
    """Each sentence with those behind it in its clause, up to a length."""
    for sentence in found:
        wide = sentence["text"]
        behind = [other for other in found if other["clause"] == sentence["clause"] and other["start"] > sentence["start"]]
        for other in sorted(behind, key=lambda each: each["start"])[:3]:
            if len(wide) + len(other["text"]) > WIDE_LENGTH:
                break
            wide += other["text"]
        yield {**sentence, "wide": wide}


def documents(given):
    """Sentences of one text; the wrong ones that share most with the question come first."""
    texts = {line["id"]: line for line in lines(given["texts"])}
    for line in lines(given["questions"]):
        document, answer, asked = texts[line["document"]], bare(line["answer"]), grams(line["question"])
        split = [bare(part) for part in re.findall(r"[^。；！？\n]+[。；！？]?", document["text"])]
        split = [part for part in split if len(part) > 5]
        right = [part for part in split if (part in answer and len(part) > 8) or answer in part or answer[:20] in part]
        wrong = sorted((part for part in split if part not in right), key=lambda part: -share(asked, grams(part)))[:20]
        plain = lambda part: {"text": headed(document["title"], part[:200]), "wide": headed(document["title"], part[:200])}
        yield line["question"], [plain(part) for part in right], [plain(part) for part in wrong]


def articles(given):
    """Wrong are the nearest articles by the base's own vectors, but the first two, which often answer too."""
    base, texts = Base(given["base"]), [line["text"] for line in lines(f"{given['base']}/chunks.jsonl")]
    titles = {line["id"]: line["title"] for line in lines(given["corpus"])}
    asked = np.fromfile(given["vectors"], np.float32).reshape(-1, base.vectors.shape[1])
    plain = lambda chunk: dict.fromkeys(("text", "wide"), headed(titles[base.documents[chunk]][-30:], texts[chunk]))
    for line, vector in zip(lines(given["questions"]), asked):
        near = np.argsort(-(base.vectors @ vector))[:60]
        wrong = [plain(chunk) for chunk in near[2:] if base.documents[chunk] not in line["ids"] and texts[chunk]][:20]
        right = [plain(chunk) for document in line["ids"] for chunk in base.chunks_of[document] if texts[chunk]]
        yield line["question"], right, wrong


def reading(given):
    """Sentences of an encyclopaedia's paragraph; at most two hold the answer."""
    for path in given["files"]:
        content = json.load(open(path, encoding="utf-8"))
        for article in content["data"] if isinstance(content, dict) else content:
            for paragraph in article.get("paragraphs") or [article]:
                context = paragraph.get("context") or paragraph.get("context_text")
                split = [part for part in re.findall(r"[^。！？；]+[。！？；]?", context) if len(part) > 4]
                for entry in paragraph.get("qas", []):
                    answers = [answer["text"] if isinstance(answer, dict) else answer for answer in entry["answers"]]
                    right = [part for part in split if any(answer in part for answer in answers)]
                    plain = lambda part: {"text": part, "wide": part}
                    if len(right) <= 2:
                        wrong = [plain(part) for part in split if part not in right]
                        yield entry.get("question") or entry.get("query_text"), [plain(part) for part in right], wrong
