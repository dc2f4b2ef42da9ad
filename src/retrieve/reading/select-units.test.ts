import { describe, expect, it } from 'vitest';
import type { Clause } from '../../domain/document.ts';
import type { Candidate } from '../contract.ts';
import type { Facet } from './facets.ts';
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

/** Sentences of one clause with the given scores, best chunk first. */
function unitsOf(id: string, sentences: [text: string, score: number][], chunkScore = 1): ScoredUnit[] {
  const clause = clauseOf(
    id,
    sentences.map(([text]) => text),
  );
  const candidate = { score: chunkScore, view: { itemId: id } } as unknown as Candidate;
  let start = 0;
  return sentences.map(([text, score]) => {
    const unit = {
      candidate,
      clause,
      start,
      end: start + text.length,
      text,
      found: true,
      score,
      ranker: null,
      caseFit: 0,
    };
    start += text.length;
    return unit as unknown as ScoredUnit;
  });
}

const scored = (...units: ScoredUnit[]): ScoredUnits => ({ units: units.sort((a, b) => b.score - a.score) });

const textsOf = (facets: ScoredUnits[]) => selectUnits(facets).map(({ text }) => text);

describe('choosing sentences', () => {
  it('takes a short clause in reading order', () => {
    const facet = scored(
      ...unitsOf('甲', [
        ['申请人应当符合条件。', 1],
        ['每月补贴500元。', 3],
        ['另有规定的从其规定。', 1],
      ]),
    );
    expect(textsOf([facet])).toEqual(['申请人应当符合条件。', '每月补贴500元。', '另有规定的从其规定。']);
  });

  it('leaves out neighbours that are far worse', () => {
    const facet = scored(
      ...unitsOf('甲', [
        ['每月补贴500元。', 3],
        ['咨询请打电话。', 3 - readingWeights.neighbourMargin - 1],
      ]),
    );
    expect(textsOf([facet])).toEqual(['每月补贴500元。']);
  });

  it.each(['（五）缓缴社会保险费。', '四、如何申请延期申报？', '申报时应当提交以下材料：'])(
    'goes on behind %s, which only announces',
    (line) => {
      const facet = scored(
        ...unitsOf('甲', [
          ['各单位要高度重视。', 1.3],
          [line, 3],
          ['到窗口填表并交身份证。', 3 - readingWeights.neighbourMargin - 1],
        ]),
      );
      expect(textsOf([facet])).toEqual([line, '到窗口填表并交身份证。']);
    },
  );

  it('takes what stands before only when it is nearly as good', () => {
    const around = (score: number) =>
      textsOf([
        scored(
          ...unitsOf('甲', [
            ['各单位要高度重视。', score],
            ['每月补贴500元。', 3],
          ]),
        ),
      ]);
    expect(around(3 - readingWeights.precedingMargin / 2)).toHaveLength(2);
    expect(around(3 - readingWeights.precedingMargin * 1.5)).toEqual(['每月补贴500元。']);
  });

  it('keeps the exception that binds the sentence, however bad it looks', () => {
    const facet = scored(
      ...unitsOf('甲', [
        ['每月补贴500元。', 3],
        ['但已享受同类补贴的除外。', 3 - readingWeights.neighbourMargin - 1],
      ]),
    );
    expect(textsOf([facet])).toEqual(['每月补贴500元。', '但已享受同类补贴的除外。']);
  });

  it('takes neighbours of a long clause without holes and within the aim', () => {
    const long = '长'.repeat(55);
    const facet = scored(
      ...unitsOf('甲', [
        [`${long}一。`, 1],
        [`${long}二。`, 3],
        [`${long}三。`, 2],
        [`${long}四。`, 1],
      ]),
    );
    expect(textsOf([facet]).map((text) => text.at(-2))).toEqual(['二', '三']);
  });

  it('tells a list at length only where the best sentence opens it', () => {
    const long = '长'.repeat(60);
    const told = (first: string, intent: Facet['intent']) =>
      selectUnits(
        [
          scored(
            ...unitsOf('甲', [
              [first, 3],
              [`${long}一。`, 2.9],
              [`${long}二。`, 2.8],
              [`${long}三。`, 2.7],
            ]),
          ),
        ],
        [{ text: '怎么办理？', intent } as Facet],
      ).length;
    expect(told('按照以下步骤办理：', 'procedure')).toBe(4);
    expect(told('向镇人民政府提出申请。', 'procedure')).toBe(3);
    expect(told('按照以下步骤办理：', 'fact')).toBe(2);
  });

  it('adds a sentence of another clause that is nearly as good, and none that is not', () => {
    const facet = scored(
      ...unitsOf('甲', [['每月补贴500元。', 3]]),
      ...unitsOf('乙', [['期限为三年。', 3 - readingWeights.furtherMargin / 2]]),
      ...unitsOf('丙', [['咨询请打电话。', 3 - readingWeights.furtherMargin * 2]]),
    );
    expect(textsOf([facet])).toEqual(['每月补贴500元。', '期限为三年。']);
  });

  it('tells what another document says as well, though a little longer than the aim, and nothing else at that length', () => {
    const told = (behind: number, itemOfSecond: string) => {
      const second = unitsOf('乙', [[`${'二'.repeat(70)}。`, 3 - behind]]).map((unit) => ({
        ...unit,
        candidate: { ...unit.candidate, view: { itemId: itemOfSecond } as ScoredUnit['candidate']['view'] },
      }));
      return textsOf([scored(...unitsOf('甲', [[`${'一'.repeat(70)}。`, 3]]), ...second)]).length;
    };
    expect(told(readingWeights.tieMargin / 2, '乙')).toBe(2);
    expect(told(readingWeights.tieMargin * 2, '乙')).toBe(1);
    expect(told(readingWeights.tieMargin / 2, '甲')).toBe(1);
  });

  it('answers each thing asked', () => {
    const [amount, term] = [unitsOf('甲', [['每月补贴500元。', 3]]), unitsOf('乙', [['期限为三年。', 2]])];
    const other = (units: ScoredUnit[]) => units.map((unit) => ({ ...unit, score: -9 }));
    expect(textsOf([scored(...amount, ...other(term)), scored(...other(amount), ...term)])).toEqual([
      '每月补贴500元。',
      '期限为三年。',
    ]);
  });

  it('never passes the length limit', () => {
    const facet = scored(
      ...unitsOf('甲', [['长'.repeat(readingWeights.maxLength + 1), 3]]),
      ...unitsOf('乙', [['短句。', 1]], 0.5),
    );
    expect(textsOf([facet])).toEqual(['短句。']);
  });

  it('chooses nothing from nothing', () => {
    expect(selectUnits([scored()])).toEqual([]);
  });
});
