import { describe, expect, it } from 'vitest';
import type { Clause } from '../../domain/document.ts';
import type { Candidate } from '../contract.ts';
import type { ScoredUnit, ScoredUnits } from './score-units.ts';
import { selectUnits } from './select-units.ts';
import { readingWeights } from './weights.ts';

const clauseOf = (id: string, sentences: string[]): Clause => ({
  id,
  path: id,
  parentPath: null,
  ordinal: 0,
  kind: 'article',
  headings: [],
  text: sentences.join(''),
  page: null,
  ocrConfidence: null,
  table: null,
});

/** Units of one clause with the given scores, all in the chunk that was found with `chunkScore`. */
function unitsOf(id: string, sentences: [text: string, score: number, covers?: string[]][], chunkScore: number): ScoredUnit[] {
  const clause = clauseOf(
    id,
    sentences.map(([text]) => text),
  );
  const candidate = { score: chunkScore, view: { itemId: id } } as unknown as Candidate;
  let start = 0;
  return sentences.map(([text, score, covers = []]) => {
    const unit = { candidate, clause, start, end: start + text.length, text, found: true, score, covers: new Set(covers) };
    start += text.length;
    return unit;
  });
}

const scored = (...units: ScoredUnit[]): ScoredUnits => ({
  units: units.sort((a, b) => b.score - a.score),
  weights: new Map([
    ['补贴', 0.5],
    ['期限', 0.5],
  ]),
});

describe('choosing sentences', () => {
  it('takes a short clause whole, in reading order', () => {
    const facet = scored(
      ...unitsOf(
        '甲',
        [
          ['申请人应当符合条件。', 1],
          ['每月补贴500元。', 3],
          ['另有规定的除外。', 1],
        ],
        1,
      ),
    );
    expect(selectUnits([facet]).map(({ text }) => text)).toEqual(['申请人应当符合条件。', '每月补贴500元。', '另有规定的除外。']);
  });

  it('takes neighbours of a long clause without holes and within the aim', () => {
    const long = '长'.repeat(90);
    const facet = scored(
      ...unitsOf(
        '甲',
        [
          [`${long}一。`, 1],
          [`${long}二。`, 3],
          [`${long}三。`, 2],
          [`${long}四。`, 1],
        ],
        1,
      ),
    );
    expect(selectUnits([facet]).map(({ text }) => text.at(-2))).toEqual(['二', '三']);
  });

  it('adds another clause that covers a new part of the question', () => {
    const facet = scored(
      ...unitsOf('甲', [['每月补贴500元。', 3, ['补贴']]], 1),
      ...unitsOf('乙', [['期限为三年。', 2, ['期限']]], 0.5),
      ...unitsOf('丙', [['咨询请打电话。', 1]], 0.4),
    );
    expect(selectUnits([facet]).map(({ text }) => text)).toEqual(['每月补贴500元。', '期限为三年。']);
  });

  it('never passes the length limit', () => {
    const facet = scored(
      ...unitsOf('甲', [['长'.repeat(readingWeights.maxLength + 1), 3]], 1),
      ...unitsOf('乙', [['短句。', 1]], 0.5),
    );
    expect(selectUnits([facet]).map(({ text }) => text)).toEqual(['短句。']);
  });

  it('chooses nothing from nothing', () => {
    expect(selectUnits([scored()])).toEqual([]);
  });
});
