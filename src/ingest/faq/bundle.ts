import type { Chunk, Clause, Governance, ItemVersion } from '../../domain/document.ts';
import type { FaqBundle, FaqEntry } from '../../domain/faq.ts';
import { chunkIdOf, clauseIdOf, sha256, versionIdOf } from '../../domain/ids.ts';
import { documentTerms } from '../../text/terms.ts';

/** Grows when entries are built differently, so that they are written anew. */
const faqVersion = 2;

/** An entry with its clauses and chunks, the same whether it comes from a list or from the desk. */
export function entryBundle(entry: FaqEntry, governance: Governance): FaqBundle {
  const { audiences, visibleFrom, visibleUntil } = governance;
  return {
    entry,
    governance,
    version: versionOf(entry),
    fingerprint: sha256(JSON.stringify([faqVersion, entry, audiences, visibleFrom, visibleUntil])).slice(0, 32),
  };
}

/** The clauses "question" and "answer"; one chunk for the question and for each similar one, so that any wording finds the entry. */
function versionOf(entry: FaqEntry): ItemVersion {
  const contentHash = sha256(JSON.stringify([entry.question, entry.answer]));
  const clause = (path: string, ordinal: number, kind: Clause['kind'], text: string): Clause => ({
    id: clauseIdOf(entry.id, path),
    path,
    parentPath: null,
    ordinal,
    kind,
    headings: [entry.question],
    text,
    page: null,
    ocrConfidence: null,
    table: null,
  });
  const question = clause('question', 0, 'question_answer', entry.question);
  const answer = clause('answer', 1, 'answer', entry.answer);
  const wordings = [...new Set([entry.question, ...entry.similarQuestions])];
  return {
    id: versionIdOf(entry.id, contentHash),
    contentHash,
    clauses: [question, answer],
    chunks: wordings.map((wording) => questionChunk(question, wording, entry)),
    references: [],
    definitions: [],
  };
}

function questionChunk(clause: Clause, wording: string, entry: FaqEntry): Chunk {
  const textHash = sha256(wording);
  return {
    id: chunkIdOf(clause.id, textHash, 0),
    clauseId: clause.id,
    kind: 'question',
    start: 0,
    end: clause.text.length,
    bodyTerms: documentTerms(wording),
    headingTerms: documentTerms([...entry.tags, entry.unit ?? ''].join('\n')),
    embedText: wording,
    textHash,
  };
}
