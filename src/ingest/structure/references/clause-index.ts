import { markerOf } from '../lines/markers.ts';
import { ordinalOf } from '../lines/spelling.ts';
import type { ClauseDraft } from '../types.ts';
import { type ArticleParagraph, articleParagraphs } from './article-parts.ts';

export type Division = '编' | '章' | '节';

/** Where a clause stands among the parts of its document. */
export interface Position {
  /** Path of the part: '' for the main text, 通知 for a notice that carries it, 附件1 … for annexes. */
  scope: string;
  /** Counts the texts of one scope whose articles begin again at 第一条. */
  run: number;
  article: ClauseDraft | null;
  /** Place among the articles of its run. */
  articleIndex: number;
  /** Offset of the clause's text in its article's; -1 where the article does not hold it. */
  inArticle: number;
  /** Enclosing 编, 章 and 节. */
  above: Partial<Record<Division, string>>;
  /** Place among the clauses with the same parent. */
  sibling: number;
}

interface Run {
  number: number;
  articles: ClauseDraft[];
}

const scopeLabel = /^(?:通知|附件|附表|附录)/;

/** Finds clauses by what they are called: 第十二条, 第三章, 三、, 附件2. Built in one pass over the clauses, parents before children. */
export class ClauseIndex {
  /** The clauses that open a part of the document. */
  readonly scopes: ClauseDraft[] = [];
  readonly #byPath = new Map<string, ClauseDraft>();
  readonly #positions = new Map<string, Position>();
  readonly #children = new Map<string, ClauseDraft[]>();
  readonly #articles = new Map<string, ClauseDraft>();
  readonly #divisions = new Map<string, ClauseDraft[]>();
  readonly #lastRun = new Map<string, Run>();
  readonly #runs = new Map<string, Run>();
  readonly #annexes = new Map<string, ClauseDraft>();
  readonly #paragraphs = new Map<string, ArticleParagraph[]>();
  readonly #items = new Map<string, Map<number, ClauseDraft[]>>();
  /** Per clause, how far the texts of its children were found in it. */
  readonly #foundUpTo = new Map<string, number>();

  constructor(clauses: ClauseDraft[]) {
    for (const clause of clauses) this.#add(clause);
  }

  at(path: string): ClauseDraft | null {
    return this.#byPath.get(path) ?? null;
  }

  positionOf(clause: ClauseDraft): Position {
    return this.#positions.get(clause.path)!;
  }

  childrenOf(path: string): ClauseDraft[] {
    return this.#children.get(path) ?? [];
  }

  hasArticles(scope: string): boolean {
    return this.#lastRun.has(scope);
  }

  /** 第N条 in the text that the position belongs to. */
  article({ scope, run }: Pick<Position, 'scope' | 'run'>, number: number, suffix: string): ClauseDraft | null {
    return this.#articles.get(`${scope} ${run} ${number}${suffix}`) ?? null;
  }

  /** The article `count` places before this one. */
  articleBefore({ scope, run, article, articleIndex }: Position, count: number): ClauseDraft | null {
    const articles = article ? (this.#runs.get(`${scope} ${run}`)?.articles ?? []) : [];
    return articles[articleIndex - count] ?? null;
  }

  /** 第三章: within the same 编 or 章 where that holds one. */
  division({ scope, above }: Position, unit: Division, number: number): ClauseDraft | null {
    const found = this.#divisions.get(`${scope} ${unit}${number}`) ?? [];
    const outer = Object.values(above)[0];
    return found.find((clause) => outer !== undefined && clause.path.startsWith(`${outer}/`)) ?? found[0] ?? null;
  }

  /** 附件2, also written 附件二, and "3-1"; without a number the only annex or the first. */
  annex(word: string, number: number | string | null): ClauseDraft | null {
    return this.#annexes.get(`${word}${number ?? ''}`) ?? null;
  }

  /** 款 of an article. */
  paragraphsOf(article: ClauseDraft): ArticleParagraph[] {
    let paragraphs = this.#paragraphs.get(article.path);
    if (!paragraphs) {
      paragraphs = articleParagraphs(article.text);
      this.#paragraphs.set(article.path, paragraphs);
    }
    return paragraphs;
  }

  /** Place of the 款 in which an offset of the article's text lies; -1 for none. */
  paragraphAt(article: ClauseDraft, offset: number): number {
    const paragraphs = this.paragraphsOf(article);
    let from = 0;
    for (let to = paragraphs.length; from < to; ) {
      const middle = (from + to) >> 1;
      if (paragraphs[middle]!.end > offset) to = middle;
      else from = middle + 1;
    }
    return from < paragraphs.length ? from : -1;
  }

  /** The clause of an item with this number: of the 款 with this place, or the first one of the article. */
  item(article: ClauseDraft, paragraph: number | null, number: number): ClauseDraft | null {
    const named = this.#itemsOf(article).get(number) ?? [];
    const within = paragraph === null ? undefined : this.paragraphsOf(article)[paragraph];
    if (!within) return named[0] ?? null;
    return named.find((clause) => isIn(this.positionOf(clause).inArticle, within)) ?? null;
  }

  #itemsOf(article: ClauseDraft): Map<number, ClauseDraft[]> {
    let items = this.#items.get(article.path);
    if (!items) {
      items = new Map();
      for (const clause of this.childrenOf(article.path)) {
        const number = markerOf(clause.text)?.number;
        if (number !== undefined) push(items, number, clause);
      }
      this.#items.set(article.path, items);
    }
    return items;
  }

  #add(clause: ClauseDraft): void {
    this.#byPath.set(clause.path, clause);
    const parent = clause.parentPath === null ? null : this.#byPath.get(clause.parentPath)!;
    const above = parent ? this.positionOf(parent) : null;
    const position: Position = above ? { ...above } : { ...atTop, run: this.#lastRun.get('')?.number ?? 0, above: {} };
    position.sibling = parent ? this.childrenOf(parent.path).length : 0;
    if (parent) push(this.#children, parent.path, clause);
    position.inArticle = parent && above!.inArticle >= 0 ? this.#placeIn(parent, clause, above!.inArticle) : -1;
    this.#positions.set(clause.path, position);
    const label = parent ? clause.path.slice(parent.path.length + 1) : clause.path;
    if (clause.kind === 'article') this.#addArticle(clause, label, position);
    else if (clause.kind === 'heading') this.#addHeading(clause, label, position, above === null || above.scope === parent!.path);
  }

  /** Where the clause's text stands in the article, below a parent that stands at `base`. */
  #placeIn(parent: ClauseDraft, clause: ClauseDraft, base: number): number {
    if (clause.kind === 'table_row' || clause.kind === 'heading') return -1;
    const place = parent.text.indexOf(clause.text, this.#foundUpTo.get(parent.path) ?? 0);
    if (place < 0) return -1;
    this.#foundUpTo.set(parent.path, place + clause.text.length);
    return base + place;
  }

  #addArticle(clause: ClauseDraft, label: string, position: Position): void {
    const match = /^第(.+)条(之.+?)?(?:#\d+)?$/.exec(label);
    const number = match ? ordinalOf(match[1]!) : null;
    if (!match || number === null) return;
    const { scope } = position;
    const last = this.#lastRun.get(scope);
    const beginsAnew = number === 1 && match[2] === undefined;
    const run: Run = last && !beginsAnew ? last : { number: last ? last.number + 1 : 0, articles: [] };
    this.#lastRun.set(scope, run);
    this.#runs.set(`${scope} ${run.number}`, run);
    Object.assign(position, { run: run.number, article: clause, articleIndex: run.articles.length, inArticle: 0 });
    run.articles.push(clause);
    const key = `${scope} ${run.number} ${number}${match[2] ?? ''}`;
    if (!this.#articles.has(key)) this.#articles.set(key, clause);
  }

  #addHeading(clause: ClauseDraft, label: string, position: Position, mayOpenScope: boolean): void {
    if (mayOpenScope && scopeLabel.test(label)) {
      this.scopes.push(clause);
      Object.assign(position, { ...atTop, scope: clause.path, above: {} });
      const [, word = '', written = ''] = /^(附[件表录])(.*?)(?:#\d+)?$/.exec(label) ?? [];
      for (const key of [word, `${word}${ordinalOf(written) ?? written}`])
        if (!this.#annexes.has(key)) this.#annexes.set(key, clause);
      return;
    }
    const match = /^第(.+)([编章节])(?:#\d+)?$/.exec(label);
    const number = match ? ordinalOf(match[1]!) : null;
    if (!match || number === null) return;
    position.above = { ...position.above, [match[2]!]: clause.path };
    push(this.#divisions, `${position.scope} ${match[2]}${number}`, clause);
  }
}

const atTop: Position = { scope: '', run: 0, article: null, articleIndex: -1, inArticle: -1, above: {}, sibling: 0 };

const isIn = (offset: number, { start, end }: ArticleParagraph) => offset >= start && offset < end;

function push<Key>(groups: Map<Key, ClauseDraft[]>, key: Key, clause: ClauseDraft): void {
  const group = groups.get(key);
  if (group) group.push(clause);
  else groups.set(key, [clause]);
}
