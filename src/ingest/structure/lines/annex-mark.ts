import { halfWidth } from './spelling.ts';

export interface AnnexMark {
  /** 附表 and 附录 belong to the annex they stand in. */
  word: '附件' | '附表' | '附录';
  number: string;
  rest: string;
}

/** "附件1", "附件：…", "附表二 …"; null for running text. */
export function annexMark(text: string): AnnexMark | null {
  // Most lines hold none: a quick look first; a mark's line is short.
  if (text.length > 200 || !/^\s*[【([（［]?附/.test(text)) return null;
  const view = halfWidth(text).trim();
  const match =
    /^[【([]?附 ?(件|表|录)? ?([一二三四五六七八九十]{1,3}|\d{1,2}(?:-\d{1,2})?)? ?[】)\]]?( ?[:、.] ?| |$|(?=[《\p{Script=Han}]))(.*)$/u.exec(
      view,
    );
  if (!match) return null;
  const [, kind = '件', number = '', separator = '', rest = ''] = match;
  if (/^附(?:则|加|近|属|议|带|注|图说)/.test(view) || /[。；]/.test(rest) || rest.length > 80) return null;
  if (!/^[【([]?附 ?(?:件|表|录)/.test(view) && !/:/.test(separator) && rest !== '') return null;
  if (number === '' && rest !== '' && separator.trim() === '' && separator !== ' ') return null;
  const written = text.trim();
  return { word: `附${kind}` as AnnexMark['word'], number, rest: written.slice(written.length - rest.length) };
}
