import type { Clause } from '../../../domain/document.ts';
import type { Table } from '../../blocks.ts';
import { isUnitLine, type Surroundings, surroundingsIn } from '../tables/table-frame.ts';
import { describedTable, tableClauses } from '../tables/tables.ts';
import type { ClauseDraft, LineRole, RoleLine } from '../types.ts';
import {
  answerText,
  articleName,
  firstPage,
  groupParagraphs,
  hasTable,
  headingLabel,
  isHeadingOnly,
  isTitle,
  linesOf,
  readFrom,
  wholeText,
} from './node-text.ts';
import { pairsOfRows } from './question-tables.ts';
import { splitScopes } from './scopes.ts';
import { buildTree, type TreeChild, type TreeNode } from './tree.ts';

/** An answer up to this length is not divided further. */
const wholeAnswerLimit = 800;
/** An introduction and its items up to this length make one clause. */
const wholeListLimit = 1500;
/** So much of a heading is carried by the clauses below it: a line that is taken for one may be a whole text. */
const headingLimit = 500;

/** A part of the document with its tree: the text itself, a notice that carries it, an annex. */
export interface Part {
  /** Path prefix of its clauses; empty for the main text. */
  prefix: string;
  headings: string[];
  children: TreeChild[];
  footnotes: RoleLine[];
  /** What stands around its tables, in reading order. */
  tables: Map<RoleLine, Surroundings>;
}

/** The parts of a document in reading order, each with the tree of its numbering. */
export function partsOf(lines: RoleLine[], title: string, wrappedTitle: string | null, wrappedFrom: number | null): Part[] {
  return splitScopes(lines, wrappedTitle, wrappedFrom).map((scope) => {
    const children = buildTree(scope.lines.filter((line) => line.role !== 'footnote'));
    const footnotes = scope.lines.filter((line) => line.role === 'footnote');
    const tables = surroundingsIn(scope.lines);
    return { prefix: scope.prefix, headings: [title.slice(0, headingLimit), ...scope.headings], children, footnotes, tables };
  });
}

/** The clauses of a document, parents before children, in reading order. */
export function clausesOf(parts: Part[]): ClauseDraft[] {
  const writer = new ClauseWriter();
  for (const part of parts) writer.part(part);
  return writer.clauses;
}

/** The tables of a document with what stands around them. An annex, or a carried text, that begins with its table gives it its name. */
export function tablesOf(parts: Part[]): Table[] {
  return parts.flatMap(({ prefix, headings, tables }) =>
    [...tables].map(([line, around]) => {
      const table = describedTable(line.table!, around);
      const isNamedPart = prefix.startsWith('附') || (prefix === '' && headings.length > 1);
      const isNameless = table.caption === null && around.above.every(isUnitLine) && isNamedPart;
      if (!isNameless) return table;
      // The name of a bare "附件1" is the title of the document that the annex is.
      const name = headings.at(-1)!;
      return { ...table, caption: /^附[件表录]\S{0,6}$/.test(name) ? headings[0]! : name };
    }),
  );
}

interface Place {
  /** Path of the enclosing clause. */
  path: string | null;
  headings: string[];
}

const roleLabels: Partial<Record<LineRole, string>> = {
  head: '题头',
  salutation: '主送',
  signature: '署名',
  imprint: '版记',
  annex_list: '附件说明',
};

/** Collects clauses and keeps their paths unique. */
class ClauseWriter {
  readonly clauses: ClauseDraft[] = [];
  readonly #paths = new Set<string>();
  /** The last copy of a path that was given away, so that many copies cost no search. */
  readonly #copies = new Map<string, number>();
  #around = new Map<RoleLine, Surroundings>();

  /** One with a prefix has a clause of its own that holds its name. Its footnotes stand at its end. */
  part({ prefix, headings, children, footnotes, tables }: Part): void {
    this.#around = tables;
    let path: string | null = null;
    if (prefix) {
      const page = firstPage(children);
      const text = headings.length > 1 ? headings.at(-1)! : prefix;
      const slash = prefix.lastIndexOf('/');
      path = this.#add(slash < 0 ? null : prefix.slice(0, slash), prefix.slice(slash + 1), {
        kind: 'heading',
        headings,
        text,
        page,
      });
    }
    this.#children(children, { path, headings });
    for (const line of footnotes) {
      const label = `脚注${line.footnote!.replaceAll('/', '／')}`;
      this.#add(path, label, {
        kind: 'paragraph',
        headings,
        text: line.text,
        page: line.page,
        role: 'footnote',
        ...readFrom([line]),
      });
    }
  }

  #add(
    parent: string | null,
    label: string,
    clause: Pick<Clause, 'kind' | 'headings' | 'text' | 'page'> & Partial<ClauseDraft>,
  ): string {
    const wanted = parent ? `${parent}/${label}` : label;
    let copy = this.#copies.get(wanted) ?? 1;
    let path = copy === 1 ? wanted : `${wanted}#${copy}`;
    while (this.#paths.has(path)) path = `${wanted}#${++copy}`;
    this.#copies.set(wanted, copy);
    this.#paths.add(path);
    this.clauses.push({
      table: null,
      ocrConfidence: null,
      role: 'body',
      ...clause,
      path,
      parentPath: parent,
      ordinal: this.clauses.length,
    });
    return path;
  }

  #children(children: TreeChild[], place: Place): void {
    let paragraphs: RoleLine[] = [];
    let count = 0;
    let tables = 0;
    const flush = () => {
      for (const group of groupParagraphs(paragraphs)) {
        const text = group.map((line) => line.text).join('\n');
        const role = group[0]!.role;
        const label = roleLabels[role] ?? `段${++count}`;
        this.#add(place.path, label, {
          kind: 'paragraph',
          headings: place.headings,
          text,
          page: group[0]!.page,
          role,
          ...readFrom(group),
        });
      }
      paragraphs = [];
    };
    for (const child of children) {
      if (child.type === 'line' && child.line.kind !== 'table') paragraphs.push(child.line);
      else {
        flush();
        if (child.type === 'line') this.#table(child.line, place, ++tables);
        else this.#node(child, place);
      }
    }
    flush();
  }

  #table(line: RoleLine, place: Place, number: number): void {
    const { name, unit, notes, columns, rows } = tableClauses(line.table!, this.#around.get(line)!);
    const headings = [...place.headings, ...(name && !place.headings.at(-1)?.endsWith(name) ? [name] : [])];
    const about = [columns.join('、'), unit && !name?.includes(unit) ? `单位：${unit}` : '', ...notes.map(({ text }) => text)];
    const path = this.#add(place.path, `表${number}`, {
      kind: 'heading',
      headings,
      text: [name ?? `表${number}`, ...about.filter(Boolean)].join('\n'),
      page: line.page,
      ...readFrom([line]),
    });
    const pairs = pairsOfRows(line.table!, rows);
    rows.forEach((row, index) => {
      const pair = pairs[index];
      if (pair === 'asked') return;
      const own: Pick<Clause, 'kind' | 'headings' | 'text'> = pair
        ? { kind: 'question_answer', headings: [...headings, pair.question], text: pair.answer }
        : { kind: 'table_row', headings, text: row.text };
      this.#add(path, `行${index + 1}`, { ...own, page: line.page, table: row.facts, ...readFrom([line]) });
    });
  }

  #node(node: TreeNode, place: Place): void {
    if (node.isQuestion) this.#question(node, place);
    else this.#numbered(node, place);
  }

  #numbered(node: TreeNode, place: Place): void {
    const label = node.label || headingLabel(node.rest);
    const whole = wholeText(node, node.style === 'article' ? Number.POSITIVE_INFINITY : wholeListLimit);
    if (isHeadingOnly(node, whole)) this.#heading(node, label, place);
    else if (whole !== null) this.#whole(node, label, place, whole);
    else {
      const path = this.#add(place.path, label, {
        kind: 'paragraph',
        headings: place.headings,
        text: node.line.text,
        page: node.line.page,
        ...readFrom([node.line]),
      });
      this.#children(node.children, { path, headings: place.headings });
    }
  }

  /** A clause that holds its line and everything below it; its items are clauses of their own besides. */
  #whole(node: TreeNode, label: string, place: Place, text: string): void {
    const hasItems = node.children.length > 0;
    const isArticle = node.style === 'article';
    const name = isArticle ? articleName(node) : hasItems && isTitle(node) ? node.line.text : null;
    const headings = name === null ? place.headings : [...place.headings, name];
    const kind = isArticle ? 'article' : hasItems || node.label === '' ? 'paragraph' : 'list_item';
    const path = this.#add(place.path, label, { kind, headings, text, page: node.line.page, ...readFrom(linesOf(node)) });
    this.#items(node, { path, headings });
  }

  #heading(node: TreeNode, label: string, place: Place): void {
    const headings = [...place.headings, node.line.text.slice(0, headingLimit)];
    const clause = { kind: 'heading', headings, text: node.line.text, page: node.line.page } as const;
    const path = this.#add(place.path, label, { ...clause, ...readFrom([node.line]) });
    this.#children(node.children, { path, headings });
  }

  #question(node: TreeNode, place: Place): void {
    const question = node.label && !node.label.startsWith('问') ? node.line.text : node.rest;
    const label = node.label === '' ? headingLabel(node.rest) : node.label;
    const headings = [...place.headings, question];
    const text = answerText(node);
    if (text === '') {
      const clause = { kind: 'paragraph', headings: place.headings, text: node.line.text, page: node.line.page } as const;
      const path = this.#add(place.path, label, { ...clause, ...readFrom([node.line]) });
      this.#items(node, { path, headings });
      return;
    }
    const clause = { kind: 'question_answer', headings, text, page: node.line.page } as const;
    const path = this.#add(place.path, label, { ...clause, ...readFrom(linesOf(node)) });
    if (text.length > wholeAnswerLimit || hasTable(node)) this.#items(node, { path, headings });
  }

  /** Numbered items of a clause that already holds the whole text, and its tables. */
  #items(node: TreeNode, place: Place): void {
    for (const child of node.children) if (child.type === 'node') this.#node(child, place);
    this.#tablesIn(node, place);
  }

  #tablesIn(node: TreeNode, place: Place): void {
    let tables = 0;
    for (const child of node.children)
      if (child.type === 'line' && child.line.kind === 'table') this.#table(child.line, place, ++tables);
  }
}
