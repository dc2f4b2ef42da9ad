"""Puts the texts back behind our questions: `resolve.py questions/policies.jsonl --corpus corpus.jsonl --out policies.jsonl`.

A question names its documents by the first 16 hexadecimal digits of the SHA-256 of their id, and its answer by [start, end) in the text without
white space, so that the questions can be kept here without the texts. With `--passages` the documents become the passages that hold the
answer (ids "document#n"). With `--with-text` each question comes with the title and text that it is about: the part `window` of its document, or
the document with the others that it was shown with; a question without an answer is a near miss of that text.
"""

import argparse
import collections
import hashlib
import json

from sets import bare, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions")
    parser.add_argument("--corpus", required=True, help="JSON lines {id, title, text}")
    parser.add_argument("--passages", help="JSON lines {id: document#n, text}")
    parser.add_argument("--without", help="qrels file: questions about these documents are left out")
    parser.add_argument("--with-text", action="store_true")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    texts = {name(line["id"]): line for line in lines(options.corpus)}
    passages = collections.defaultdict(list)
    for line in lines(options.passages) if options.passages else []:
        passages[line["id"].split("#")[0]].append((line["id"], bare(line["text"])))
    judged = {line.split("\t")[1] for line in list(open(options.without, encoding="utf-8"))[1:]} if options.without else set()
    kept = 0
    with open(options.out, "w", encoding="utf-8") as out:
        for line in lines(options.questions):
            named = [line["document"], *line.get("also", [])] if "document" in line else line["documents"]
            ids = [texts[each]["id"] for each in named if each in texts]
            resolved = {"question": line["question"], "ids": ids}
            if "answer" in line and ids:
                start, end = line["answer"]
                answer = bare(texts[line["document"]]["text"])[start:end]
                resolved |= {"document": ids[0], "answer": answer}
                if passages:
                    resolved["ids"] = [one for each in ids for one, text in passages[each] if answer in text or answer[:25] in text]
            if options.with_text and ids:
                resolved |= {"document": ids[0], "answer": resolved.get("answer"), **shown(line, [texts[name(each)] for each in ids])}
            if resolved["ids"] and not judged & set(resolved["ids"]):
                out.write(json.dumps(resolved, ensure_ascii=False) + "\n")
                kept += 1
    print(kept, "questions")


def shown(line, documents):
    """Title and text that the question was written for."""
    text = "\n".join(document["text"] for document in documents)
    if "window" in line:
        start, end = line["window"]
        text = bare(text)[start:end]
    return {"title": documents[0]["title"], "text": text}


def name(identifier):
    return hashlib.sha256(identifier.encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
