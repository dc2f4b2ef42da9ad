import { markerOf } from './markers.ts';
import { halfWidth, ordinalOf } from './spelling.ts';
import type { ClauseDraft } from './types.ts';

/** Where a clause stands among the parts of its document. */
export interface Position {
  /** Path of the part: '' for the main text, 通知 for a notice that carries it, 附件1 … for annexes. */
  scope: string;
  /** Counts the texts of one scope whose articles begin again at 第一条. */
  run: number;
  article: ClauseDraft | null;
  /** Enclosing 编, 章 and 节 by their unit. */
  above: Partial<Record<'编' | '章' | '节', string>>;
}

/** A paragraph (款) of an article with the items (项) that belong to it. Offsets are in the article's text. */
export interface ArticleParagraph {
  start: number;
  end: number;
  items: { number: number; start: number; end: number }[];
}

const scopeLabel = /^(?:通知|附件|附表|附录)/;

/** Finds clauses by what they are called: 第十二条, 第三章, 一、, 附件2. Built in one pass. */
export class ClauseIndex {
  readonly clauses: ClauseDraft[];
  readonly scopes: ClauseDraft[] = [];
  readonly #byPath = new Map<string, ClauseDraft>();
  readonly #positions = new Map<string, Position>();
  readonly #children = new Map<string, ClauseDraft[]>();
  readonly #articles = new Map<string, ClauseDraft>();
  readonly #divisions = new Map<string, ClauseDraft[]>();
  readonly #lastRun = new Map<string, { run: number; articles: ClauseDraft[] }>();
  readonly #runs = new Map<string, ClauseDraft[]>();
  readonly #paragraphs = new Map<string, ArticleParagraph[]>();

  constructor(clauses: ClauseDraft[]) {
    this.clauses = clauses;
    for (const clause of clauses) this.#add(clause);
  }

  at(path: string): ClauseDraft | undefined {
    return this.#byPath.get(path);
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
  article({ scope, run }: Position, number: number, suffix: string): ClauseDraft | null {
    return this.#articles.get(articleKey(scope, run, `${number}${suffix}`)) ?? null;
  }

  /** The article `count` places before this one. */
  articleBefore(position: Position, count: number): ClauseDraft | null {
    const run = this.#runs.get(`${position.scope} ${position.run}`) ?? [];
    const index = position.article ? run.indexOf(position.article) : -1;
    return index >= count ? run[index - count]! : null;
  }

  /** 第三章: within the same 编 or 章 where that holds one. */
  division({ scope, above }: Position, unit: '编' | '章' | '节', number: number): ClauseDraft | null {
    const found = this.#divisions.get(`${scope} ${unit}${number}`) ?? [];
    const outer = Object.values(above).at(0);
    return found.find((clause) => outer !== undefined && clause.path.startsWith(`${outer}/`)) ?? found[0] ?? null;
  }

  /** The clause that is numbered so ("三、", "（二）") right below a path; null for the top of the scope. */
  numbered(parentPath: string | null, label: string): ClauseDraft | null {
    return this.#byPath.get(parentPath ? `${parentPath}/${label}` : label) ?? null;
  }

  /** 附件2, also written 附件二. */
  annex(word: string, number: number | null): ClauseDraft | null {
    return (
      this.scopes.find((clause) => {
        const match = /^(附[件表录])(.*?)(?:#\d+)?$/.exec(lastSegment(clause));
        return match?.[1] === word && (number === null || ordinalOf(match[2]!) === number);
      }) ?? null
    );
  }

  /** 款 of an article, counted as lawyers do: a line that is no item begins the next one. */
  paragraphsOf(article: ClauseDraft): ArticleParagraph[] {
    let paragraphs = this.#paragraphs.get(article.path);
    if (!paragraphs) {
      paragraphs = articleParagraphs(article.text);
      this.#paragraphs.set(article.path, paragraphs);
    }
    return paragraphs;
  }

  /** The clause of an item: of the 款 with this index, or of the only one that has it. */
  item(article: ClauseDraft, paragraph: number | null, number: number): ClauseDraft | null {
    const paragraphs = this.paragraphsOf(article);
    const before = paragraph === null ? [] : paragraphs.slice(0, paragraph);
    const copy = before.flatMap(({ items }) => items).filter((item) => item.number === number).length;
    const named = this.childrenOf(article.path).filter((clause) => markerOf(clause.text)?.number === number);
    return named[copy] ?? null;
  }

  #add(clause: ClauseDraft): void {
    this.#byPath.set(clause.path, clause);
    if (clause.parentPath !== null) {
      const siblings = this.#children.get(clause.parentPath);
      if (siblings) siblings.push(clause);
      else this.#children.set(clause.parentPath, [clause]);
    }
    const above = clause.parentPath === null ? null : this.#positions.get(clause.parentPath)!;
    const label = lastSegment(clause);
    const position: Position = above
      ? { ...above }
      : { scope: '', run: this.#lastRun.get('')?.run ?? 0, article: null, above: {} };
    const opensScope =
      clause.kind === 'heading' && scopeLabel.test(label) && (above === null || above.scope === clause.parentPath);
    if (opensScope) {
      this.scopes.push(clause);
      Object.assign(position, { scope: clause.path, run: 0, article: null, above: {} });
    } else if (clause.kind === 'article') this.#addArticle(clause, label, position);
    else this.#addDivision(clause, label, position);
    this.#positions.set(clause.path, position);
  }

  #addArticle(clause: ClauseDraft, label: string, position: Position): void {
    const match = /^第(.+)条(之.+?)?(?:#\d+)?$/.exec(label);
    const number = match ? ordinalOf(match[1]!) : null;
    if (!match || number === null) return;
    const last = this.#lastRun.get(position.scope);
    const begins = number === 1 && match[2] === undefined && last !== undefined;
    const current = !last || begins ? { run: last ? last.run + 1 : 0, articles: [] as ClauseDraft[] } : last;
    this.#lastRun.set(position.scope, current);
    current.articles.push(clause);
    this.#runs.set(`${position.scope} ${current.run}`, current.articles);
    position.run = current.run;
    position.article = clause;
    const key = articleKey(position.scope, current.run, `${number}${match[2] ?? ''}`);
    if (!this.#articles.has(key)) this.#articles.set(key, clause);
  }

  #addDivision(clause: ClauseDraft, label: string, position: Position): void {
    const match = clause.kind === 'heading' ? /^第(.+)([编章节])(?:#\d+)?$/.exec(label) : null;
    const number = match ? ordinalOf(match[1]!) : null;
    if (!match || number === null) return;
    const unit = match[2] as '编' | '章' | '节';
    position.above = { ...position.above, [unit]: clause.path };
    const key = `${position.scope} ${unit}${number}`;
    this.#divisions.set(key, [...(this.#divisions.get(key) ?? []), clause]);
  }
}

const articleKey = (scope: string, run: number, number: string) => `${scope} ${run} ${number}`;
const lastSegment = (clause: ClauseDraft) =>
  clause.parentPath === null ? clause.path : clause.path.slice(clause.parentPath.length + 1);

/** 款 and 项 of an article's text. A line that only names the article ("第三条 适用范围") is no 款. */
export function articleParagraphs(text: string): ArticleParagraph[] {
  const paragraphs: ArticleParagraph[] = [];
  let itemStyle: string | null = null;
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const end = start + line.length;
    const marker = markerOf(line);
    const isFirst = index === 0 && marker?.style === 'article';
    const textStart = start + (isFirst ? marker.textStart : 0);
    const last = paragraphs.at(-1);
    if (marker && !isFirst) {
      itemStyle ??= marker.style;
      const item = { number: marker.number, start, end };
      if (last && marker.style === itemStyle) last.items.push(item);
      else if (last?.items.length) last.items.at(-1)!.end = end;
      if (last) last.end = end;
    } else if (!(isFirst && isNameOnly(text.slice(textStart, end), text.length > end))) {
      paragraphs.push({ start: textStart, end, items: [] });
    }
    start = end + 1;
  }
  return paragraphs;
}

const isNameOnly = (rest: string, hasMore: boolean) => hasMore && rest.length <= 18 && !/[。；：，,:;]/.test(halfWidth(rest));
