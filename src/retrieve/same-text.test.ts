import { describe, expect, it } from 'vitest';
import { documentBundle } from '../../tests/contracts/items.ts';
import type { Candidate } from './contract.ts';
import { foldSameText } from './same-text.ts';

/** A candidate for a clause of a document, or for the document as a whole where the text is null. */
function candidate(place: string, text: string | null, score: number, number: string | null = null): Candidate {
  const bundle = documentBundle(place, { texts: [text ?? ''], record: { title: '同名通知', documentNumber: number } });
  const { document, governance, version, relations } = bundle;
  return {
    view: {
      chunkId: `${place} ${text}`,
      itemId: document.id,
      itemKind: 'document',
      versionId: version.id,
      chunkKind: text === null ? 'document' : 'clause',
      start: 0,
      end: 0,
      clause: text === null ? null : version.clauses[0]!,
    },
    document: { document, governance, versionId: version.id, relations },
    faq: null,
    score,
    features: {},
  };
}
const shown = (candidates: Candidate[]) =>
  foldSameText(candidates).map(({ view, sameText = [] }) => [
    view.chunkId,
    ...sameText.map((other) => other.document.canonicalKey),
  ]);

describe('one text at several places', () => {
  it('is one candidate that names the others, all of it from the place found first', () => {
    const candidates = [
      candidate('甲', '标准是一百元。', 0.9),
      candidate('乙', '标准是一百元。', 0.9),
      candidate('乙', '按月发放。', 0.8),
      candidate('甲', '按月发放。', 0.7),
      candidate('乙', null, 0.6),
      candidate('甲', null, 0.5),
    ];
    expect(shown(candidates)).toEqual([['甲 标准是一百元。', '乙'], ['甲 按月发放。', '乙'], ['乙 null']]);
  });

  it('are two texts where number or words differ', () => {
    const candidates = [
      candidate('甲', '本通知自发布之日起施行。', 0.9, '示府〔2023〕1号'),
      candidate('乙', '本通知自发布之日起施行。', 0.9, '示府〔2024〕1号'),
      candidate('丙', '标准是二百元。', 0.8),
    ];
    expect(shown(candidates)).toEqual(candidates.map(({ view }) => [view.chunkId]));
  });
});
