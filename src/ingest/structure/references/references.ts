import type { ClauseReference, Warning } from '../../../domain/document.ts';
import { numberToChinese } from '../../../text/numbers.ts';
import { halfWidth, ordinalOf, tight } from '../lines/spelling.ts';
import type { ClauseDraft } from '../types.ts';
import { ClauseIndex } from './clause-index.ts';
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
import { Targets } from './reference-targets.ts';
import { findReferenceWords, type ReferenceWords } from './reference-words.ts';

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
  readonly #annexTitles: Map<string, ClauseDraft>;
  readonly #targets: Targets;
  readonly #amended: OtherDocument | null;

  constructor(input: ReferenceInput) {
    this.#input = input;
    this.#index = new ClauseIndex(input.clauses);
    this.#own = new Set([input.title, input.wrappedTitle ?? ''].map(tight).filter(Boolean));
    const lists = input.clauses.filter((clause) => clause.role === 'annex_list').map((clause) => clause.text);
    this.#annexNames = halfWidth([...lists, ...input.attachments].join('\n'));
    this.#annexTitles = new Map(this.#index.scopes.map((scope) => [annexTitle(scope.text), scope]));
    // 关于修改《X》的决定: articles named there are those of X.
    const amended = /关于修(?:改|订|正)[《〈<«]([^《》〈〉<>«»]{3,80})[》〉>»]/.exec(input.title)?.[1];
    this.#amended = amended && !this.#index.hasArticles('') ? { title: amended, number: null } : null;
    this.#targets = new Targets(this.#index, (words, message) => this.#miss(words, message));
  }

  read(clause: ClauseDraft): void {
    if (clause.role === 'imprint' || clause.role === 'annex_list' || clause.role === 'signature') return;
    const view = halfWidth(clause.text);
    if (!/[第前本附《]/.test(view)) return;
    const quoted = quotedTitles(view, this.#input.aliases);
    const used = this.#chains(clause, view, quoted);
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
    if (path === null && (other === null || other === this.#amended)) return;
    if (other && isShortName(other.title)) return;
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
  #chains(clause: ClauseDraft, view: string, quoted: Quoted[]): Set<Quoted> {
    const used = new Set<Quoted>();
    let next = 0;
    let previous: { words: ReferenceWords; other: OtherDocument | null } | null = null;
    for (const found of joinRanges(findReferenceWords(view), view)) {
      // 第十二条 at the beginning of its own article points nowhere.
      if (found.start === 0 && (clause.kind === 'article' || clause.kind === 'heading')) continue;
      while (next < quoted.length && quoted[next]!.end <= found.start) next++;
      const nearest = quoted[next - 1];
      const listed: boolean = previous !== null && isListing(view.slice(previous.words.end, found.start));
      const words: ReferenceWords = listed ? continued(previous!.words, found) : found;
      const title = nearest && followsTitle(view.slice(nearest.end, words.start)) ? nearest : undefined;
      const bare = title || words.opening ? null : unquotedName(view, words.start);
      const assumed: OtherDocument | null = words.opening !== null ? null : listed ? previous!.other : this.#amended;
      const other: OtherDocument | null = title ?? bare ?? assumed;
      if (title) used.add(title);
      previous = { words, other };
      const start = title?.start ?? words.start;
      if (other && !this.#isOwn(other)) this.#add(clause, start, words.end, { path: chainPath(words.chain), other });
      else if (words.opening && /^[该此上]/.test(words.opening)) this.#named(clause, words, nearest);
      else for (const path of this.#targets.of(clause, words, view)) this.#add(clause, start, words.end, { path, other: null });
    }
    return used;
  }

  /** 该办法第三条 is that of the title named last. */
  #named(clause: ClauseDraft, words: ReferenceWords, last: Quoted | undefined): void {
    if (last && !this.#isOwn(last)) this.#add(clause, words.start, words.end, { path: chainPath(words.chain), other: last });
  }

  #isOwn(other: OtherDocument): boolean {
    return this.#own.has(tight(other.title));
  }

  // ---- whole documents and annexes --------------------------------------------------------------

  #wholeDocument(clause: ClauseDraft, quoted: Quoted): void {
    if (this.#isOwn(quoted)) return;
    const annex = this.#annexTitles.get(tight(quoted.title));
    if (annex?.path === clause.path) return;
    this.#add(clause, quoted.start, quoted.end, annex ? { path: annex.path, other: null } : { path: null, other: quoted });
  }

  #annexes(clause: ClauseDraft, view: string): void {
    if (this.#index.positionOf(clause).scope === clause.path) return;
    for (const match of view.matchAll(annexWords)) {
      const { word = '', first, sign, last } = match.groups!;
      const end = match.index + match[0].length;
      for (const number of this.#annexNumbers(word, first, sign, last)) this.#annex(clause, match.index, end, word, number);
    }
  }

  /** 附件3-1 is one annex where there is one of that name, else it and 附件1至3 are all from one to the other. */
  #annexNumbers(word: string, first?: string, sign?: string, last?: string): (number | string | null)[] {
    const from = first === undefined ? null : ordinalOf(first);
    const to = last === undefined ? null : ordinalOf(last);
    if (from === null || to === null) return [from];
    if (sign === '-' && this.#index.annex(word, `${from}-${to}`)) return [`${from}-${to}`];
    if (sign === '、') return [from, to];
    return to > from && to - from <= 30 ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : [];
  }

  #annex(clause: ClauseDraft, start: number, end: number, word: string, number: number | string | null): void {
    const { scope } = this.#index.positionOf(clause);
    const own = scope && number !== null ? this.#index.at(`${scope}/${word}${number}`) : null;
    const annex = own ?? this.#index.annex(word, number);
    if (annex) this.#add(clause, start, end, { path: annex.path, other: null });
    else if (typeof number === 'number' && (this.#annexNames === '' || (word === '附件' && !hasEntry(this.#annexNames, number))))
      this.#miss(`${word}${number}`, `“${word}${number}”：文中没有${word}${number}`);
  }
}

/** "附件1 申请表" without its number. */
const annexTitle = (heading: string) => tight(heading.replace(/^附[件表录][^ ]* /, ''));

const annexWords =
  /(?<word>附[件表录]) ?(?:(?<first>\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d年月%.]|[个份张项])(?: ?(?<sign>[-至~—、]) ?(?<last>\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d年月.]))?)?/gu;

/** "附件：1.某表", "某表（附件1）", one file name a line: the list tells of this annex. */
function hasEntry(names: string, number: number): boolean {
  return (
    new RegExp(`(?:^|[\\n: ])(?:附件)? ?(?:${number}|${numberToChinese(number)})(?!\\d)`).test(names) ||
    names.split('\n').length >= number
  );
}

/** 第四十条第一项、第二项: the second one goes on with what stands above its unit in the first. */
function continued(previous: ReferenceWords, words: ReferenceWords): ReferenceWords {
  const unit = words.chain[0]?.unit;
  const shared = previous.chain.findIndex((part) => part.unit === unit);
  const goesOn = words.opening === null && shared >= 0 && (shared > 0 || previous.opening !== null);
  return goesOn ? { ...words, opening: previous.opening, chain: [...previous.chain.slice(0, shared), ...words.chain] } : words;
}
