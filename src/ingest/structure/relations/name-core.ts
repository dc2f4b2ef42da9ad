import { wrappedNameOf } from '../lines/phrases.ts';
import { tight } from '../lines/spelling.ts';

/** （第九版）, （试行第十版）, （2023年版）, （试行）, （修订）: which edition a text is. */
const editionMark =
  /[（(](?:试行|暂行|修订|修正|试行)?(?:第?[一二三四五六七八九十\d]{1,3}版.{0,6}|\d{4}年?.{0,6}|试行|暂行|修订版?|修正)?[)）]$/;

/** A title without organ, year, edition, 印发 and 通知, to see whether an older document bore the same name. */
export function nameCore(title: string): string {
  const inner = wrappedNameOf(title) ?? title;
  return tight(inner)
    .replace(/^.{0,40}?关于(?:重新)?(?:印发|发布|公布)?/, '')
    .replace(/的(?:通知|公告|通告)$/, '')
    .replace(/^\d{4}年度?/, '')
    .replace(editionMark, '');
}

/** Share 0..1 of the pairs of characters that two names have in common (Dice). */
export function likeness(a: string, b: string): number {
  const pairs = (text: string) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
  const [left, right] = [pairs(nameCore(a)), pairs(nameCore(b))];
  if (left.size + right.size === 0) return 0;
  return (2 * [...left].filter((pair) => right.has(pair)).length) / (left.size + right.size);
}

/** A text and its forerunner are called nearly the same. */
export const isSeries = (a: string, b: string) => likeness(a, b) >= 0.6;
