import { type AnnexMark, annexMark } from '../lines/annex-mark.ts';
import { markerOf } from '../lines/markers.ts';
import { displayWidth, tight } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';

/** A part of the document with numbering of its own: the notice, the text it carries, an annex. */
export interface Scope {
  /** Path prefix of its clauses; empty for the main text. */
  prefix: string;
  /** Headings below the document title under which its clauses stand. */
  headings: string[];
  lines: RoleLine[];
}

/**
 * Cuts the document into its parts. A notice that carries another text gets the prefix 通知, so that the articles of the carried text
 * have plain paths; annexes follow as 附件1, 附件2, …
 */
export function splitScopes(lines: RoleLine[], wrappedTitle: string | null, wrappedFrom: number | null): Scope[] {
  const scopes: Scope[] = [];
  const names = new AnnexNames();
  let current: Scope = { prefix: wrappedFrom === null ? '' : '通知', headings: [], lines: [] };
  scopes.push(current);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (index === wrappedFrom) {
      current = { prefix: '', headings: wrappedTitle ? [wrappedTitle] : [], lines: [] };
      scopes.push(current);
    }
    if (line.role === 'annex_start') {
      const annex = openAnnex(lines, index, names);
      current = annex.scope;
      scopes.push(current);
      index = annex.last;
    } else if (line.role !== 'title' && line.role !== 'wrapped_title') current.lines.push(line);
  }
  return scopes.filter((scope) => scope.lines.length > 0 || scope.prefix.startsWith('附'));
}

/** Name and first lines of an annex: the rest of the mark's line, or up to two short lines below it. */
function openAnnex(lines: RoleLine[], index: number, names: AnnexNames): { scope: Scope; last: number } {
  const mark = annexMark(lines[index]!.text)!;
  const parts = [mark.rest];
  let last = index;
  while (parts.join('') === '' ? last - index < 2 : last - index < 2 && continuesTitle(lines[last + 1], parts)) {
    const next = lines[last + 1];
    if (!next || !isAnnexTitle(next)) break;
    parts.push(next.text);
    last++;
  }
  const outer = mark.word === '附件' ? null : names.outer;
  const wanted = names.labelOf(outer, mark);
  const prefix = names.unique(outer ? `${outer.prefix}/${wanted}` : wanted);
  const title = parts
    .join('')
    .replace(/^[:：]/, '')
    .trim();
  const headings = [...(outer?.headings ?? []), title ? `${wanted} ${title}` : wanted];
  const scope = { prefix, headings, lines: [] };
  if (mark.word === '附件') names.outer = scope;
  return { scope, last };
}

/** Gives annexes their names, each once. */
class AnnexNames {
  /** The annex that 附表 and 附录 belong to. */
  outer: Scope | null = null;
  readonly #counts = new Map<string, number>();
  readonly #numbered = new Set<string>();
  readonly #copies = new Map<string, number>();

  /** 附件2 as printed, or counted where the text says 附件 alone; beside printed numbers nothing is counted. */
  labelOf(outer: Scope | null, { word, number }: AnnexMark): string {
    const key = `${outer?.prefix ?? ''}/${word}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (number) this.#numbered.add(key);
    return `${word}${number || (count > 1 && !this.#numbered.has(key) ? count : '')}`;
  }

  unique(wanted: string): string {
    const copy = (this.#copies.get(wanted) ?? 0) + 1;
    this.#copies.set(wanted, copy);
    return copy === 1 ? wanted : `${wanted}#${copy}`;
  }
}

const isAnnexTitle = (line: RoleLine) =>
  line.role === 'body' &&
  line.kind !== 'table' &&
  displayWidth(line.text) <= 45 &&
  !markerOf(line.text) &&
  !/[。；：:，]$/.test(line.text);

/** A title printed over two lines, both centred. */
const continuesTitle = (line: RoleLine | undefined, parts: string[]) =>
  line?.align === 'center' && tight(parts.join('')).length < 40 && parts.filter(Boolean).length < 2;
