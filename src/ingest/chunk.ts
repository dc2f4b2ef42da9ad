import type { Chunk, Clause } from '../domain/document.ts';
import { chunkIdOf, sha256 } from '../domain/ids.ts';
import { splitSentences } from '../text/sentences.ts';
import { documentTerms } from '../text/terms.ts';
import { organsOfTitle, wrappedNameOf } from './structure/lines/phrases.ts';
import type { LineRole } from './structure/types.ts';

/**
 * Characters of reading text in a chunk: packed up to `target`, never cut inside a sentence unless it is longer than `limit`.
 * A document of one clause no longer than `short` needs no chunk for the whole beside it.
 */
export const chunkSize = { target: 250, limit: 400, short: 200 } as const;
/** Longest text that is embedded: the model reads 512 tokens. */
const embedLimit = 450;
const titleLimit = 60;

export interface ChunkInput {
  itemId: string;
  title: string;
  wrappedTitle: string | null;
  documentNumber: string | null;
  issuer: string | null;
  /** In reading order, parents before children. */
  clauses: (Clause & { role?: LineRole })[];
}

interface Piece {
  clause: Clause;
  start: number;
  end: number;
}

/**
 * Chunks of a document: one for the document as a whole, then its clauses in reading order without telling any text twice. A document
 * of a single short chunk that has no name besides its title needs none for the whole.
 */
export function chunkDocument(input: ChunkInput): Chunk[] {
  const writer = new ChunkWriter(input);
  const pieces = piecesOf(input.clauses);
  const isOneShortClause = pieces.length === 1 && (pieces[0] as Piece).end - (pieces[0] as Piece).start <= chunkSize.short;
  if (!isOneShortClause || input.documentNumber || input.wrappedTitle || input.issuer) writer.document();
  for (const piece of pieces) writer.clause(piece);
  return writer.chunks;
}

/** Clauses that nobody asks for: headings (their words stand in the chunks below them), addressees, imprint. */
const silent = (clause: Clause & { role?: LineRole }) =>
  clause.kind === 'heading' ||
  (clause.role === 'head' && !/通过|修正|修订|修改/.test(clause.text)) ||
  clause.role === 'salutation' ||
  clause.role === 'imprint' ||
  clause.role === 'signature';

/**
 * Cuts every clause that no clause above it holds already. Where a piece lies in one item of its clause, it is given to the item, so
 * that a citation names （三） and not only the article.
 */
function piecesOf(clauses: (Clause & { role?: LineRole })[]): Piece[] {
  const children = groupByParent(clauses);
  /** Clauses whose text stands in one that was cut already. */
  const covered = new Set<string>();
  return clauses.flatMap((clause) => {
    const isInside = covered.has(clause.path);
    if (!isInside && silent(clause)) return [];
    const items = placesOf(clause, children.get(clause.path) ?? []);
    for (const item of items) covered.add(item.clause.path);
    if (isInside) return [];
    const target = clause.kind === 'table_row' ? chunkSize.limit * 2 : chunkSize.target;
    let next = 0;
    return cutText(clause.text, target).map(({ start, end }) => {
      while (next < items.length && items[next]!.end < end) next++;
      const item = items[next];
      const owner = item && item.start <= start ? item : undefined;
      return owner ? { clause: owner.clause, start: start - owner.start, end: end - owner.start } : { clause, start, end };
    });
  });
}

function groupByParent(clauses: Clause[]): Map<string, Clause[]> {
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) {
    if (clause.parentPath === null) continue;
    const group = groups.get(clause.parentPath);
    if (group) group.push(clause);
    else groups.set(clause.parentPath, [clause]);
  }
  return groups;
}

/** Where the texts of child clauses stand in their parent's text, in order; empty when the parent does not hold them. */
function placesOf(parent: Clause, children: Clause[]): { clause: Clause; start: number; end: number }[] {
  const places: { clause: Clause; start: number; end: number }[] = [];
  let from = 0;
  for (const clause of children) {
    const start = clause.kind === 'table_row' || clause.kind === 'heading' ? -1 : parent.text.indexOf(clause.text, from);
    if (start < 0) continue;
    from = start + clause.text.length;
    places.push({ clause, start, end: from });
  }
  return places;
}

/** Packs whole lines and sentences into pieces of about `target` characters. Offsets are in the text; pieces do not overlap. */
export function cutText(text: string, target: number): { start: number; end: number }[] {
  const units = sentencesOf(text);
  const pieces: { start: number; end: number }[] = [];
  for (const unit of units) {
    const last = pieces.at(-1);
    const tail = text.length - unit.start <= target * 0.3;
    if (last && (unit.end - last.start <= target || (tail && text.length - last.start <= chunkSize.limit))) last.end = unit.end;
    else pieces.push({ ...unit });
  }
  return pieces.map((piece) => trimmed(text, piece)).filter((piece) => piece.end > piece.start);
}

/** Sentences; one longer than the limit is cut at commas, and where there are none at the limit. */
function sentencesOf(text: string): { start: number; end: number }[] {
  return splitSentences(text).flatMap(({ start, end }) => {
    const parts: { start: number; end: number }[] = [];
    let from = start;
    while (end - from > chunkSize.limit) {
      const window = text.slice(from, from + chunkSize.limit);
      const comma = Math.max(
        window.lastIndexOf('，'),
        window.lastIndexOf('、'),
        window.lastIndexOf('；'),
        window.lastIndexOf(','),
        window.lastIndexOf(' '),
      );
      const cut = from + (comma > chunkSize.limit / 2 ? comma + 1 : chunkSize.limit);
      parts.push({ start: from, end: cut });
      from = cut;
    }
    return [...parts, { start: from, end }];
  });
}

function trimmed(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const piece = text.slice(start, end);
  return { start: start + piece.length - piece.trimStart().length, end: end - (piece.length - piece.trimEnd().length) };
}

/** The name people use: the measure that a notice carries, without the issuing organs. */
export function shortTitle(title: string, wrappedTitle: string | null): string {
  const whole = wrappedTitle ?? wrappedNameOf(title) ?? title;
  const core = whole.length > 40 && organsOfTitle(whole).length > 0 ? whole.replace(/^.{2,120}?(?=关于)/, '') : whole;
  return core.length > titleLimit ? core.slice(0, titleLimit) : core;
}

class ChunkWriter {
  readonly chunks: Chunk[] = [];
  readonly #input: ChunkInput;
  readonly #title: string;
  readonly #ordinals = new Map<string, number>();
  readonly #byPath: Map<string, Clause>;
  readonly #openings = new Map<string, string>();
  #lastHeadings = { text: '', terms: '' };

  constructor(input: ChunkInput) {
    this.#input = input;
    this.#title = shortTitle(input.title, input.wrappedTitle);
    this.#byPath = new Map(input.clauses.map((clause) => [clause.path, clause]));
  }

  /** What the document is: names, number, issuer and its first words. */
  document(): void {
    const { title, wrappedTitle, documentNumber, issuer, clauses } = this.#input;
    const names = [title, wrappedTitle, documentNumber, issuer].filter((name): name is string => name !== null && name !== '');
    const first = clauses.filter((clause) => !silent(clause)).slice(0, 3);
    const opening = first
      .map((clause) => clause.text)
      .join('\n')
      .slice(0, 200);
    const embedText = [...names, opening].join('\n').slice(0, embedLimit);
    this.#push(null, 'document', 0, 0, documentTerms([...names, opening].join('\n')), documentTerms(names.join('\n')), embedText);
  }

  clause({ clause, start, end }: Piece): void {
    const text = clause.text.slice(start, end);
    const context = this.#contextOf(clause, start);
    const kind = clause.kind === 'question_answer' ? 'question' : clause.kind === 'table_row' ? 'table_row' : 'clause';
    const headings = [...clause.headings, ...context];
    const question = kind === 'question' ? `${clause.headings.at(-1) ?? ''}\n` : '';
    this.#push(
      clause.id,
      kind,
      start,
      end,
      documentTerms(question + text),
      this.#headingTerms([...new Set(headings)].join('\n')),
      this.#embedText(headings, text),
    );
  }

  /** Chunks that follow each other mostly stand under the same headings. */
  #headingTerms(headings: string): string {
    if (headings !== this.#lastHeadings.text) this.#lastHeadings = { text: headings, terms: documentTerms(headings) };
    return this.#lastHeadings.terms;
  }

  /** The opening words of the clauses above ("申请人应当符合下列条件："), which an item alone lacks. */
  #contextOf(clause: Clause, start: number): string[] {
    const openings: string[] = [];
    for (let above = clause.parentPath === null ? undefined : this.#byPath.get(clause.parentPath); above; ) {
      if (above.kind !== 'heading') openings.unshift(this.#openingOf(above));
      above = above.parentPath === null ? undefined : this.#byPath.get(above.parentPath);
    }
    if (start > 0) openings.push(this.#openingOf(clause));
    return openings.filter((opening) => opening !== '');
  }

  #openingOf(clause: Clause): string {
    let opening = this.#openings.get(clause.path);
    if (opening === undefined) {
      opening = openingOf(clause);
      this.#openings.set(clause.path, opening);
    }
    return opening;
  }

  /** Title first, then the last two headings, then the text. */
  #embedText(headings: string[], text: string): string {
    const own = new Set([this.#input.title, this.#input.wrappedTitle, this.#title]);
    const last = headings
      .filter((heading) => !own.has(heading) && !text.startsWith(heading) && !/^第.{1,6}条$/.test(heading))
      .slice(-2)
      .map((heading) => heading.slice(0, 80));
    return [this.#title, ...last, text].filter(Boolean).join('\n').slice(0, embedLimit);
  }

  #push(
    clauseId: string | null,
    kind: Chunk['kind'],
    start: number,
    end: number,
    bodyTerms: string,
    headingTerms: string,
    embedText: string,
  ): void {
    const textHash = sha256(embedText);
    const owner = clauseId ?? this.#input.itemId;
    const key = `${owner} ${textHash}`;
    const ordinal = this.#ordinals.get(key) ?? 0;
    this.#ordinals.set(key, ordinal + 1);
    this.chunks.push({
      id: chunkIdOf(owner, textHash, ordinal),
      clauseId,
      kind,
      start,
      end,
      bodyTerms,
      headingTerms,
      embedText,
      textHash,
    });
  }
}

/** First line of a clause as far as it introduces what follows. */
function openingOf(clause: Clause): string {
  const line = clause.text.split('\n', 1)[0] ?? '';
  if (!/[：:]$/.test(line.trimEnd().slice(-1))) return '';
  const last = splitSentences(line).at(-1);
  const opening = last ? line.slice(last.start) : '';
  return opening.length > 80 ? opening.slice(-80) : opening;
}
