import type { ClauseReference, Warning } from '../../domain/document.ts';
import { numberToChinese } from '../../text/numbers.ts';
import { ClauseIndex, type Position } from './clause-index.ts';
import {
  chainPath,
  followsTitle,
  isListing,
  isShortName,
  joinRanges,
  namesRules,
  type OtherDocument,
  type Quoted,
  quotedTitles,
  unquotedName,
} from './reference-context.ts';
import { type ChainPart, findReferenceWords, type ReferenceWords, stepsBack } from './reference-words.ts';
import { halfWidth, ordinalOf, tight } from './spelling.ts';
import type { ClauseDraft } from './types.ts';

export interface ReferenceInput {
  clauses: ClauseDraft[];
  title: string;
  wrappedTitle: string | null;
  /** Short names and the titles they stand for: 条例 -> 某市某条例. */
  aliases: Map<string, string>;
  /** Names of annexes that lie beside the document. */
  attachments: string[];
}

type Target = { path: string | null; other: OtherDocument | null };

/** Warnings about single words are listed up to here. */
const reportedWords = 20;

/**
 * Where the words of a clause point: 本办法第十二条, 前款, 附件2, 《某办法》第三条. A clause that holds the text of its items has their
 * references too, with its own offsets. Parts of this document that do not exist are reported as reference_unresolved.
 */
export function readReferences(input: ReferenceInput): { references: ClauseReference[]; warnings: Warning[] } {
  const reader = new ReferenceReader(input);
  for (const clause of input.clauses) reader.read(clause);
  return { references: reader.references, warnings: reader.warnings() };
}

class ReferenceReader {
  readonly references: ClauseReference[] = [];
  readonly #missing = new Map<string, string>();
  readonly #index: ClauseIndex;
  readonly #input: ReferenceInput;
  readonly #own: Set<string>;
  readonly #annexNames: string;
  /** 关于修改《X》的决定: articles named there are those of X. */
  readonly #amended: OtherDocument | null;

  constructor(input: ReferenceInput) {
    this.#input = input;
    this.#index = new ClauseIndex(input.clauses);
    this.#own = new Set([input.title, input.wrappedTitle ?? ''].map(tight).filter(Boolean));
    const lists = input.clauses.filter((clause) => clause.role === 'annex_list').map((clause) => clause.text);
    this.#annexNames = halfWidth([...lists, ...input.attachments].join('\n'));
    const amended = /关于修(?:改|订|正)[《〈<«]([^》〉>»]{3,80})[》〉>»]/.exec(input.title)?.[1];
    this.#amended = amended ? { title: amended, number: null } : null;
  }

  read(clause: ClauseDraft): void {
    if (clause.role === 'imprint' || clause.role === 'annex_list' || clause.role === 'signature') return;
    const view = halfWidth(clause.text);
    if (!/[第前本附《]/.test(view)) return;
    const quoted = quotedTitles(view, this.#input.aliases);
    const labels = labelPlaces(clause, view);
    const used = this.#chains(clause, view, quoted, labels);
    for (const title of quoted) if (!used.has(title) && namesRules(title.title)) this.#wholeDocument(clause, title);
    this.#annexes(clause, view);
  }

  warnings(): Warning[] {
    const messages = [...this.#missing.values()];
    const shown = messages.slice(0, reportedWords).map((message) => ({ code: 'reference_unresolved', message }));
    const rest = messages.length - shown.length;
    return rest > 0 ? [...shown, { code: 'reference_unresolved', message: `另有 ${rest} 处引用在文中找不到` }] : shown;
  }

  #add(clause: ClauseDraft, start: number, end: number, { path, other }: Target): void {
    if ((path === null && other === null) || (other && isShortName(other.title))) return;
    this.references.push({
      clausePath: clause.path,
      start,
      end,
      targetPath: path,
      targetTitle: other?.title ?? null,
      targetNumber: other?.number ?? null,
    });
  }

  #miss(words: string, message: string): void {
    if (!this.#missing.has(words)) this.#missing.set(words, message);
  }

  // ---- 第N条 and its like -----------------------------------------------------------------------

  /** Returns the quoted titles that a chain belongs to. */
  #chains(clause: ClauseDraft, view: string, quoted: Quoted[], labels: Set<number>): Set<Quoted> {
    const used = new Set<Quoted>();
    let previous: { words: ReferenceWords; other: OtherDocument | null } | null = null;
    for (const found of joinRanges(findReferenceWords(view), view)) {
      if (labels.has(found.start)) continue;
      const listed: boolean = previous !== null && isListing(view.slice(previous.words.end, found.start));
      const words: ReferenceWords = listed ? continued(previous!.words, found) : found;
      const title = quoted.find(
        (candidate) => words.start >= candidate.end && followsTitle(view.slice(candidate.end, words.start)),
      );
      const bare = title || words.opening ? null : unquotedName(view, words.start);
      const other: OtherDocument | null = title ?? bare ?? (listed && words.opening === null ? previous!.other : null);
      if (title) used.add(title);
      previous = { words, other };
      if (other && !this.#isOwn(other))
        this.#add(clause, title?.start ?? words.start, words.end, { path: chainPath(words.chain), other });
      else this.#internal(clause, view, words, title?.start ?? words.start, quoted);
    }
    return used;
  }

  #isOwn(other: OtherDocument): boolean {
    return this.#own.has(tight(other.title));
  }

  #internal(clause: ClauseDraft, view: string, words: ReferenceWords, start: number, quoted: Quoted[]): void {
    const position = this.#index.positionOf(clause);
    const add = (path: string | null) => path !== null && this.#add(clause, start, words.end, { path, other: null });
    const opening = words.opening;
    const steps = opening ? stepsBack(opening) : null;
    if (steps) {
      for (const path of this.#back(clause, position, words, steps)) add(path);
      return;
    }
    if (opening && /^(?:该|此|上述)/.test(opening)) {
      const last = quoted.findLast((title) => title.end <= words.start);
      if (last && !this.#isOwn(last)) this.#add(clause, start, words.end, { path: chainPath(words.chain), other: last });
      return;
    }
    if (opening && /^本[编章节]$/.test(opening)) {
      add(position.above[opening[1] as '编' | '章' | '节'] ?? null);
      return;
    }
    const article = words.chain.find((part) => part.unit === '条');
    if (article) {
      for (const number of article.numbers) add(this.#article(position, words, number, article.suffix, view));
      return;
    }
    const division = words.chain.findLast((part) => /[编章节]/.test(part.unit));
    if (division) {
      const unit = division.unit as '编' | '章' | '节';
      for (const number of division.numbers) add(this.#index.division(position, unit, number)?.path ?? null);
      return;
    }
    if (position.article)
      add(this.#within(position.article, words.chain, this.#paragraphAt(clause, position.article, words.start)));
  }

  #article(position: Position, words: ReferenceWords, number: number, suffix: string, view: string): string | null {
    const named = words.opening !== null;
    const places = [position, { ...position, scope: '', run: 0 }];
    for (const place of places) {
      const article = this.#index.article(place, number, suffix);
      if (article) return this.#within(article, words.chain, null, named ? view.slice(words.start, words.end) : null);
    }
    const label = `${numberToChinese(number)}、`;
    const outline = this.#index.numbered(position.scope || null, label) ?? this.#index.numbered(null, label);
    if (!this.#index.hasArticles(position.scope) && outline) return outline.path;
    if (this.#amended) return null;
    if (this.#index.hasArticles(position.scope) || (named && this.#index.hasArticles(''))) {
      const written = view.slice(words.start, words.end);
      this.#miss(written, `“${written}”：文中没有第${numberToChinese(number)}条${suffix}`);
    }
    return null;
  }

  /** The item or the article itself for a 款; null where the article has no such part. */
  #within(
    article: { path: string; text: string } & ClauseDraft,
    chain: ChainPart[],
    paragraph: number | null,
    words: string | null = null,
  ): string | null {
    const wanted = (unit: string) => chain.find((part) => part.unit === unit)?.numbers[0];
    const number = wanted('款');
    const item = wanted('项');
    if (number !== undefined && number > this.#index.paragraphsOf(article).length) {
      if (words) this.#miss(words, `“${words}”：文中这一条没有第${numberToChinese(number)}款`);
      return chain.some((part) => part.unit === '条') ? article.path : null;
    }
    if (item === undefined) return article.path;
    const found =
      this.#index.item(article, number !== undefined ? number - 1 : paragraph, item) ?? this.#index.item(article, null, item);
    if (!found) return words || chain.some((part) => part.unit === '条') ? article.path : null;
    const detail = wanted('目');
    const below = detail === undefined ? undefined : this.#index.childrenOf(found.path)[detail - 1];
    return below?.path ?? found.path;
  }

  /** Which 款 of its article the words stand in; null where the clause is no part of the article's text. */
  #paragraphAt(clause: ClauseDraft, article: ClauseDraft, offset: number): number | null {
    const base = clause === article ? 0 : article.text.indexOf(clause.text);
    if (base < 0) return null;
    const index = this.#index.paragraphsOf(article).findIndex((paragraph) => base + offset < paragraph.end);
    return index < 0 ? null : index;
  }

  // ---- 前款, 前条, 前项 --------------------------------------------------------------------------

  #back(
    clause: ClauseDraft,
    position: Position,
    words: ReferenceWords,
    steps: NonNullable<ReturnType<typeof stepsBack>>,
  ): (string | null)[] {
    const { article } = position;
    if (steps.unit === '条') {
      const all = Array.from({ length: steps.count }, (_, index) => this.#index.articleBefore(position, steps.count - index));
      return all.map((found) => found && this.#within(found, words.chain, null));
    }
    if (!article) return [this.#siblingBefore(clause, steps.count)];
    const paragraph = this.#paragraphAt(clause, article, words.start);
    if (paragraph === null) return [null];
    if (steps.unit === '项') {
      const own = this.#index.paragraphsOf(article)[paragraph]!.items;
      const inItem = clause === article ? null : own.findIndex((item) => article.text.indexOf(clause.text) === item.start);
      if (inItem === null || inItem < 0) return [null];
      const before = own.slice(Math.max(0, inItem - steps.count), inItem);
      return before.map((item) => this.#index.item(article, paragraph, item.number)?.path ?? null);
    }
    if (paragraph < steps.count) {
      const spoken = words.opening!;
      this.#miss(`${article.path} ${spoken}`, `${article.path.split('/').at(-1)}中的“${spoken}”：这一条里前面没有这么多款`);
      return [null];
    }
    const chain = words.chain.filter((part) => part.unit === '项');
    return [chain.length > 0 ? this.#within(article, chain, paragraph - 1) : article.path];
  }

  /** In texts without articles 前款 is the paragraph above. */
  #siblingBefore(clause: ClauseDraft, count: number): string | null {
    if (clause.parentPath === null) return null;
    const siblings = this.#index.childrenOf(clause.parentPath);
    const index = siblings.indexOf(clause);
    const before = index >= count ? siblings[index - count]! : null;
    return before?.kind === 'paragraph' || before?.kind === 'list_item' ? before.path : null;
  }

  // ---- whole documents and annexes --------------------------------------------------------------

  #wholeDocument(clause: ClauseDraft, quoted: Quoted): void {
    if (this.#isOwn(quoted)) return;
    const annex = this.#index.scopes.find((scope) => tight(scope.text).endsWith(tight(quoted.title)));
    if (annex?.path === clause.path) return;
    this.#add(clause, quoted.start, quoted.end, annex ? { path: annex.path, other: null } : { path: null, other: quoted });
  }

  #annexes(clause: ClauseDraft, view: string): void {
    if (this.#index.scopes.includes(clause)) return;
    for (const match of view.matchAll(annexWords)) {
      const [, word, first, last] = match as unknown as [string, string, string | undefined, string | undefined];
      const end = match.index + match[0].length;
      const from = first ? ordinalOf(first) : null;
      const to = last ? (ordinalOf(last) ?? from) : from;
      if (from === null) this.#add(clause, match.index, end, { path: this.#index.annex(word, null)?.path ?? null, other: null });
      else
        for (let number = from; number <= Math.min(to!, from + 30); number++)
          this.#annex(clause, match.index, end, match[0], word, number);
    }
  }

  #annex(clause: ClauseDraft, start: number, end: number, words: string, word: string, number: number): void {
    const annex = this.#index.annex(word, number);
    if (annex) this.#add(clause, start, end, { path: annex.path, other: null });
    else if (this.#annexNames === '' || (word === '附件' && !hasEntry(this.#annexNames, number)))
      this.#miss(words, `“${words}”：文中没有${word}${number}`);
  }
}

const annexWords =
  /(附[件表录]) ?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d年月%.]|[个份张项])(?: ?[-至~—、] ?(\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d年月]))?)?/gu;

/** "附件：1.某表", "某表（附件1）", one file name a line: the list tells of this annex. */
function hasEntry(names: string, number: number): boolean {
  return (
    new RegExp(`(?:^|[\\n: ])(?:附件)? ?(?:${number}|${numberToChinese(number)})(?!\\d)`).test(names) ||
    names.split('\n').length >= number
  );
}

/** Offsets of the numbering of a clause and of the lines in it: 第十二条 at the beginning of its own article points nowhere. */
function labelPlaces(clause: ClauseDraft, view: string): Set<number> {
  const places = new Set<number>();
  if (clause.kind === 'article' || clause.kind === 'heading') places.add(view.length - view.trimStart().length);
  return places;
}

/** 第四十条第一项、第二项: the second one goes on with what stands above its unit in the first. */
function continued(previous: ReferenceWords, words: ReferenceWords): ReferenceWords {
  const unit = words.chain[0]?.unit;
  const shared = previous.chain.findIndex((part) => part.unit === unit);
  const goesOn = words.opening === null && shared >= 0 && (shared > 0 || previous.opening !== null);
  return goesOn ? { ...words, opening: previous.opening, chain: [...previous.chain.slice(0, shared), ...words.chain] } : words;
}
