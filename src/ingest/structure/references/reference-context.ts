import { findDocumentNumbers } from '../../../text/document-number.ts';
import { numberToChinese } from '../../../text/numbers.ts';
import { type ChainPart, ownName, type ReferenceWords } from './reference-words.ts';

export interface OtherDocument {
  title: string;
  number: string | null;
}

/** A title in 《》 with the number in brackets behind it. */
export interface Quoted extends OtherDocument {
  start: number;
  end: number;
}

/** 第十条至第十五条 are all of them; the words are one reference to each. */
export function joinRanges(found: ReferenceWords[], view: string): ReferenceWords[] {
  const joined: ReferenceWords[] = [];
  for (const words of found) {
    const last = joined.at(-1);
    const part = words.chain[0];
    const before = last?.chain.at(-1);
    const isRange = last && words.opening === null && part && before && /^ ?[至到-] ?$/.test(view.slice(last.end, words.start));
    if (isRange && part.unit === before.unit && words.chain.length === 1) {
      for (let number = before.numbers.at(-1)! + 1; number <= Math.min(part.numbers[0]!, before.numbers[0]! + 200); number++)
        before.numbers.push(number);
      last.end = words.end;
    } else joined.push(words);
  }
  return joined;
}

/** Between a title and its article stand a number in brackets, a short name, 中, 的 and nothing else. */
export const followsTitle = (between: string) =>
  between.length <= 90 && /^\s*(?:[(][^()]{1,80}[)])?\s*(?:中|的|之|里)?\s*(?:关于|附则)?\s*$/.test(between);

export const isListing = (between: string) => /^(?:规定|所列|的)? ?(?:、|和|与|或者|或|及|以及|,|至) ?$/.test(between);

/** 公司法第二十条, 依照行政处罚法第三十条: a law named without 《》. */
export function unquotedName(view: string, start: number): OtherDocument | null {
  const before = view.slice(Math.max(0, start - 30), start);
  const run = /[\p{Script=Han}]{2,30}$/u.exec(before)?.[0];
  if (!run || ownName.test(before) || !/(?:法典?|条例|实施细则)$/.test(run)) return null;
  const name = run.replace(
    /^.*(?:依照|按照|根据|依据|违反|适用|参照|符合|执行|遵守|以及|或者|对照|修改|将|由|按|对|和|与|及|在|是)(?=.)/u,
    '',
  );
  const isRule = name.length >= 3 || /^(?:刑法|宪法)$/.test(name);
  return isRule && !/^(?:本|该|此|上述)|(?:方|做|办|用|想|疗|手|看|说|语|书|乘)法$/.test(name)
    ? { title: name, number: null }
    : null;
}

/** 《…》 with the number behind it; short names stand for what they were given to. */
export function quotedTitles(view: string, aliases: Map<string, string>): Quoted[] {
  const quoted: Quoted[] = [];
  for (let open = view.indexOf('《'); open >= 0; open = view.indexOf('《', open + 1)) {
    const close = closingQuote(view, open);
    if (close < 0) continue;
    const written = view.slice(open + 1, close).trim();
    const isAliasGiven = /称(?:为|是)?[:“"]?$/.test(view.slice(Math.max(0, open - 5), open));
    if (written !== '' && !isAliasGiven) {
      const bracket = /^ ?[(]([^()]{4,60})[)]/.exec(view.slice(close + 1, close + 70));
      const number = bracket && bracket[1]!.includes('号') ? findDocumentNumbers(bracket[1]!)[0] : undefined;
      const end = close + 1 + (number ? bracket![0].length : 0);
      quoted.push({ title: aliases.get(written) ?? written, number: number?.normalised ?? null, start: open, end });
    }
    open = close;
  }
  return quoted;
}

const longestTitle = 160;

function closingQuote(view: string, open: number): number {
  let depth = 0;
  for (let index = open; index < Math.min(view.length, open + longestTitle); index++) {
    if (view[index] === '《') depth++;
    else if (view[index] === '》' && --depth === 0) return index;
  }
  return -1;
}

/** 户口簿 and 申请表 are papers, no rules. */
export const namesRules = (title: string) =>
  /(?:通知|公告|通告|决定|决议|命令|令|意见|批复|函|纪要|办法|规定|细则|条例|规则|规程|规范|准则|守则|制度|章程|方案|要点|规划|计划|纲要|措施|标准|目录|指南|指引|预案|法|法典|政策|解释|公约)(?: ?[(][^()]{1,20}[)])?$/.test(
    title,
  );

/** 第十条/（一）, spelled as articles are printed, in another document. */
export function chainPath(chain: ChainPart[]): string | null {
  const parts = chain.filter(({ unit }) => unit === '条' || unit === '项');
  if (parts.length === 0) return null;
  return parts
    .map(({ unit, numbers, suffix }) =>
      unit === '条' ? `第${numberToChinese(numbers[0]!)}条${suffix}` : `（${numberToChinese(numbers[0]!)}）`,
    )
    .join('/');
}

/** 《办法》 and the like without a title that they were given to name nothing that could be found. */
export const isShortName = (title: string) =>
  /^(?:办法|条例|规定|细则|意见|通知|方案|标准|目录|决定|通告|公告|规划|计划|指南|规则|规程|制度|政策)$/.test(title);
