import { canonical } from '../../answer/support/canonical.ts';
import { type Figure, figuresOf, sameFigure } from '../../answer/support/figures.ts';
import { splitSentences } from '../../text/sentences.ts';
import { questionTerms } from '../../text/terms.ts';

/** A number, day, amount or telephone in its sentence. */
export interface Stated {
  figure: Figure;
  /** In one spelling: 20000元, 15日. */
  value: string;
  /** The sentence as written. */
  sentence: string;
  /** Words around it, without figures. */
  terms: Set<string>;
}

export interface Contradiction {
  said: string;
  sentence: string;
  /** What the other text says instead. */
  known: string;
  knownSentence: string;
}

/** Share of the shorter sentence's words that both have, and how many at least, for two figures to be about one thing. */
const leastOverlap = 0.5;
const leastShared = 2;

/** Every figure that counts something; list marks, articles and years of document numbers do not. */
export function statedIn(text: string): Stated[] {
  return splitSentences(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end).trim();
    const plain = canonical(sentence.replace(/〔\d{4}〕\s*\d+\s*号|《[^》]*》/g, ''));
    const figures = figuresOf(plain).filter(counts);
    if (figures.length === 0) return [];
    const terms = new Set(questionTerms(plain.replace(/[\d.:：-]+(?:元|%|个?月|年|日|天|工作日|人|周岁?)?/g, ' ')));
    return figures.map((figure) => ({ figure, value: shown(figure), sentence, terms }));
  });
}

const idle = new Set(['条', '款', '章', '项', '号', '批', '期', '版']);
const counts = ({ unit, value, key }: Figure) => !idle.has(unit) && !key.startsWith('第') && (unit !== '' || value.length >= 5);

const shown = ({ value, unit }: Figure): string => {
  if (unit === 'date') return value.replace(/^\*-/, '').replace(/-+$/, '');
  if (unit === 'time' || unit === 'code') return value;
  return `${value}${unit === '月' && Number(value) % 12 === 0 && Number(value) > 0 ? `个月（${Number(value) / 12}年）` : unit}`;
};

/** 日 and 工作日 are never the same limit, but they are about the same thing. */
const kindOf = ({ unit }: Figure) => (/^(?:日|工作日|周)$/.test(unit) ? 'days' : unit);

/**
 * Figures that the other text gives otherwise where both speak of the same thing: same kind, words in common, and neither value stands
 * anywhere in the other text. An estimate: tiers and exceptions may both be right.
 */
export function contradictions(said: readonly Stated[], known: readonly Stated[]): Contradiction[] {
  const stands = (figure: Figure, all: readonly Stated[]) =>
    all.some((one) => sameFigure(figure, one.figure) || sameFigure(one.figure, figure));
  const found: Contradiction[] = [];
  for (const own of said) {
    if (stands(own.figure, known)) continue;
    const other = known
      .filter(({ figure }) => kindOf(figure) === kindOf(own.figure) && !stands(figure, said))
      .map((one) => ({ one, overlap: overlapOf(own.terms, one.terms) }))
      .filter(({ overlap }) => overlap >= leastOverlap)
      .sort((a, b) => b.overlap - a.overlap)[0];
    if (other) found.push({ said: own.value, sentence: own.sentence, known: other.one.value, knownSentence: other.one.sentence });
  }
  return found;
}

/** Figures that stand nowhere in what the entry rests on. */
export function unsupported(said: readonly Stated[], known: readonly Stated[]): Stated[] {
  return said.filter(({ figure }) => !known.some((one) => sameFigure(figure, one.figure)));
}

function overlapOf(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared < leastShared ? 0 : shared / Math.max(1, Math.min(a.size, b.size));
}
