import { numberToChinese } from '../../../text/numbers.ts';
import { markerOf } from '../lines/markers.ts';
import type { ClauseDraft } from '../types.ts';
import type { ClauseIndex, Division, Position } from './clause-index.ts';
import { type ChainPart, type ReferenceWords, stepsBack } from './reference-words.ts';

type Miss = (words: string, message: string) => void;

/** Finds the clauses of this document that words point to; what should be there and is not is told to `miss`. */
export class Targets {
  readonly #index: ClauseIndex;
  readonly #miss: Miss;

  constructor(index: ClauseIndex, miss: Miss) {
    this.#index = index;
    this.#miss = miss;
  }

  /** Paths that the words of a clause point to, several for 第十条至第十五条; empty where they cannot be told. */
  of(clause: ClauseDraft, words: ReferenceWords, view: string): string[] {
    const found = this.#find(clause, words, view.slice(words.start, words.end));
    return found.filter((path): path is string => path !== null);
  }

  #find(clause: ClauseDraft, words: ReferenceWords, written: string): (string | null)[] {
    const position = this.#index.positionOf(clause);
    const { opening, chain } = words;
    const steps = opening ? stepsBack(opening) : null;
    if (steps) return this.#back(clause, position, words, steps);
    if (opening && /^本[编章节]$/.test(opening)) return [position.above[opening[1] as Division] ?? null];
    const article = chain.find((part) => part.unit === '条');
    if (article) return article.numbers.map((number) => this.#article(position, words, number, article.suffix, written));
    const division = chain.findLast((part) => /[编章节]/.test(part.unit));
    if (division)
      return division.numbers.map((number) => this.#index.division(position, division.unit as Division, number)?.path ?? null);
    if (!position.article || (chain.length === 0 && opening === '本条')) return [];
    const paragraph = this.#paragraphAt(position, words.start);
    return [this.#within(position.article, chain, paragraph, null)];
  }

  /** In its own part first, then in the main text, which an annex may speak of; in texts without articles 第三条 is "三、". */
  #article(
    position: Position,
    { opening, chain }: ReferenceWords,
    number: number,
    suffix: string,
    written: string,
  ): string | null {
    const { scope } = position;
    for (const place of [position, { scope: '', run: 0 }]) {
      const article = this.#index.article(place, number, suffix);
      if (article) return this.#within(article, chain, null, written);
    }
    if (!this.#index.hasArticles(scope)) {
      const label = `${numberToChinese(number)}、`;
      const outline = (scope && this.#index.at(`${scope}/${label}`)) || this.#index.at(label);
      if (outline) return outline.path;
    }
    if (this.#index.hasArticles(scope) || (opening && this.#index.hasArticles('')))
      this.#miss(written, `“${written}”：文中没有第${numberToChinese(number)}条${suffix}`);
    return null;
  }

  /** The item, or the article itself for one of its 款; null where the words name no article and there is no such part. */
  #within(article: ClauseDraft, chain: ChainPart[], paragraph: number | null, written: string | null): string | null {
    const wanted = (unit: ChainPart['unit']) => chain.find((part) => part.unit === unit)?.numbers[0];
    const fallback = written === null ? null : article.path;
    const number = wanted('款');
    if (number !== undefined && number > this.#index.paragraphsOf(article).length) {
      if (written) this.#miss(written, `“${written}”：文中这一条没有第${numberToChinese(number)}款`);
      return fallback;
    }
    const item = wanted('项');
    if (item === undefined) return article.path;
    const place = number === undefined ? paragraph : number - 1;
    const found = this.#index.item(article, place, item) ?? this.#index.item(article, null, item);
    if (!found) return fallback;
    const detail = wanted('目');
    return (detail !== undefined && this.#index.childrenOf(found.path)[detail - 1]?.path) || found.path;
  }

  /** Which 款 of its article the words of a clause stand in; null where the clause is no part of an article's text. */
  #paragraphAt({ article, inArticle }: Position, offset: number): number | null {
    const place = article && inArticle >= 0 ? this.#index.paragraphAt(article, inArticle + offset) : -1;
    return place < 0 ? null : place;
  }

  // ---- 前款, 前条, 前项 ---------------------------------------------------------------------------

  #back(
    clause: ClauseDraft,
    position: Position,
    { chain, start, opening }: ReferenceWords,
    { unit, count }: { unit: '条' | '款' | '项'; count: number },
  ): (string | null)[] {
    if (unit === '条' && !position.article) return [this.#outlineBefore(clause, position, count)];
    if (unit === '条') {
      const before = Array.from({ length: count }, (_, index) => this.#index.articleBefore(position, count - index));
      return before.map((article) => article && this.#within(article, chain, null, ''));
    }
    const { article } = position;
    if (!article) {
      // Behind the first line of a clause 前款 is a line of the clause itself.
      const isFirstLine = !clause.text.slice(0, start).includes('\n');
      return isFirstLine ? [this.#siblingBefore(clause, position, count)] : [];
    }
    const paragraph = this.#paragraphAt(position, start);
    if (paragraph === null) return [];
    if (unit === '项') return this.#itemsBefore(article, position, paragraph, count);
    if (paragraph < count) {
      const name = article.path.split('/').at(-1);
      this.#miss(`${article.path} ${opening}`, `${name}中的“${opening}”：这一条里前面没有这么多款`);
      return [];
    }
    const items = chain.filter((part) => part.unit === '项');
    return [items.length > 0 ? this.#within(article, items, paragraph - 1, '') : article.path];
  }

  #itemsBefore(article: ClauseDraft, { inArticle }: Position, paragraph: number, count: number): (string | null)[] {
    const { items } = this.#index.paragraphsOf(article)[paragraph]!;
    const own = items.findIndex((item) => item.start === inArticle);
    const before = own < 0 ? [] : items.slice(Math.max(0, own - count), own);
    return before.map((item) => this.#index.item(article, paragraph, item.number)?.path ?? null);
  }

  /** In texts without articles 前条 is the "一、" above. */
  #outlineBefore(clause: ClauseDraft, { scope }: Position, count: number): string | null {
    for (
      let above: ClauseDraft | null = clause;
      above;
      above = above.parentPath === null ? null : this.#index.at(above.parentPath)
    ) {
      const marker = markerOf(above.text);
      if (marker?.style !== 'cn') continue;
      const label = `${numberToChinese(Math.max(0, marker.number - count))}、`;
      const parent = above.parentPath ?? scope;
      return this.#index.at(parent ? `${parent}/${label}` : label)?.path ?? null;
    }
    return null;
  }

  /** In texts without articles 前款 is the paragraph above. */
  #siblingBefore(clause: ClauseDraft, { sibling }: Position, count: number): string | null {
    if (clause.parentPath === null) return null;
    const before = this.#index.childrenOf(clause.parentPath)[sibling - count];
    return before?.kind === 'paragraph' || before?.kind === 'list_item' ? before.path : null;
  }
}
