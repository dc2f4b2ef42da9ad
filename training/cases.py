"""Cases for the ranker: (question, [right texts], [wrong texts, nearest first]); a text is {"text", "wide"}.

Kinds of source: `sentences` (an export with a file of questions and their answers), `documents` (questions, each with text and answer),
`articles` (an exported base with questions and the documents that answer), `reading` (question sets in SQuAD form). A question whose answer
is missing is a near miss: nothing is right.
"""

import json
import re

import numpy as np

from sets import Base, bare, lines

WIDE_LENGTH, TITLE_LENGTH, HEADING_LENGTH = 120, 30, 30


def read_cases(given, negatives):
    """Cases of one source with enough wrong texts to draw from. One text more where nothing is right."""
    cases = {"sentences": sentences, "documents": documents, "articles": articles, "reading": reading}[given["kind"]](given)
    enough = lambda right, wrong: len(wrong) >= negatives + (0 if right else 1) and all(text["text"] for text in right + wrong)
    return [(question, right, wrong) for question, right, wrong in cases if question and enough(right, wrong)]


def grams(text):
    text = re.sub(r"[\W_]+", "", text).lower()
    return {text[index : index + 2] for index in range(len(text) - 1)} or {text}


def share(part, whole):
    return len(part & whole) / len(part)


def headed(title, heading, text):
    """As src/retrieve/ranked-text.ts: the ends of title and nearest heading before the words."""
    parts = [title[-TITLE_LENGTH:], heading[-HEADING_LENGTH:] if heading != title else ""]
    before = " ".join(part for part in parts if part)
    return f"{before}：{text}" if before else text


def sentences(given):
    """Sentences that hold most of the answer, or are held by it, are right; those that share a third of it are neither."""
    answers = {line["question"]: line.get("answer") for line in lines(given["questions"])}
    for line in lines(f"{given['export']}/reading.jsonl"):
        if line["question"] not in answers or not line["facets"]:
            continue
        titles = {candidate["document"]: candidate["title"] for candidate in line["candidates"]}
        answer = grams(answers[line["question"]]) if answers[line["question"]] else set()
        right, wrong = [], []
        for sentence in widened(line["facets"][0]["sentences"]):
            title = titles.get(sentence["document"], "")
            text = {name: headed(title, sentence["heading"], sentence[name]) for name in ("text", "wide")}
            held = max(share(grams(sentence["text"]), answer), share(answer, grams(sentence["text"]))) if answer else 0
            if held >= 0.6:
                right.append(text)
            elif held < 0.35:
                spoils = answer and share(answer, grams(sentence["wide"])) >= 0.35
                wrong.append({**text, "wide": text["text"]} if spoils else text)
        # A question with an answer that was not found among the sentences teaches nothing.
        if right or not answer:
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
    """Sentences of the text that comes with the question; of the whole base where one is given. Wrong ones that share most with the question come first."""
    base = lines(given["base"]) if "base" in given else []
    texts = {text["id"]: text for text in base}
    everywhere = [(text["title"], part) for text in base for part in parts(text["text"])]
    for line in lines(given["questions"]):
        own = line if "text" in line else texts[line["document"]]
        answer, asked = bare("".join(line.get("answers") or [line["answer"] or ""])), grams(line["question"])
        holds = lambda part: bool(answer) and ((part in answer and len(part) > 8) or answer in part or answer[:20] in part)
        split = [(own["title"], part) for part in parts(own["text"])]
        right = [each for each in split if holds(each[1])]
        others = [each for each in dict.fromkeys(split + everywhere) if not holds(each[1])]
        wrong = sorted(others, key=lambda each: -share(asked, grams(each[1])))[:20]
        plain = lambda each: dict.fromkeys(("text", "wide"), headed(each[0], "", each[1][:200]))
        if right or not answer:
            yield line["question"], [plain(each) for each in right], [plain(each) for each in wrong]


def parts(text):
    """Sentences, and lines that end without a mark."""
    return [bare(part) for part in re.findall(r"[^。；！？\n]+[。；！？]?", text) if len(bare(part)) > 5]


def articles(given):
    """Wrong are the nearest articles by the base's own vectors, but the first two, which often answer too."""
    base, texts = Base(given["base"]), [line["text"] for line in lines(f"{given['base']}/chunks.jsonl")]
    titles = {line["id"]: line["title"] for line in lines(given["corpus"])}
    asked = np.fromfile(given["vectors"], np.float32).reshape(-1, base.vectors.shape[1])
    plain = lambda chunk: dict.fromkeys(("text", "wide"), headed(titles[base.documents[chunk]], "", texts[chunk]))
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
                title = article.get("title") or ""
                plain = lambda part: dict.fromkeys(("text", "wide"), headed(title, "", part))
                for entry in paragraph.get("qas", []):
                    answers = [answer["text"] if isinstance(answer, dict) else answer for answer in entry["answers"]]
                    right = [part for part in split if any(answer in part for answer in answers)]
                    if 0 < len(right) <= 2:
                        wrong = [plain(part) for part in split if part not in right]
                        yield entry.get("question") or entry.get("query_text"), [plain(part) for part in right], wrong
