import { load } from 'cheerio';
import type { SourceField } from '../../blocks.ts';
import type { CheerioAPI } from './dom.ts';

/** The article of a page that is put together by script: its text lies in the data of a script. */
export interface ScriptArticle {
  /** HTML or plain text. */
  content: string;
  fields: SourceField[];
}

/** Names that programs give the parts of an article, in the words of government pages. */
const fieldNames: [RegExp, string][] = [
  [/^(article|info|news|doc|main)?_?title$/i, 'ArticleTitle'],
  [/^(content)?source(name)?$|^laiyuan$/i, '来源'],
  [/^(pub(lish)?|release|issue)_?(date|time)$|^publishedat$/i, '发布日期'],
  [/^(doc|file|wen|document)_?(number|num|no|hao)$|^wenhao$/i, '文号'],
  [/^(write|written|sign|made|create)_?date$|^cwrq$/i, '成文日期'],
  [/^(effective|implement(ation)?|start)_?date$/i, '实施日期'],
  [/^(expire|expiry|invalid|abolish)_?(date|time)$/i, '失效日期'],
  [/^(pub(lish)?|issu(e|ing))_?(org|unit|dept|agency|organ)(name)?$|^issuer$/i, '发布机构'],
  [/^index_?(no|num|number|code)$/i, '索引号'],
];

/** Fewer hanzi are no article; more signs of script are not looked through. */
const minimumHanzi = 60;
const maximumScript = 8_000_000;
const maximumDepth = 40;
const maximumValues = 200_000;

/** The longest text with sentences among the data of the page's scripts; null when there is none. */
export function articleOfScripts($: CheerioAPI): ScriptArticle | null {
  const search = new Search();
  for (const script of $('script').toArray()) {
    const source = $(script).text();
    if (source.length > maximumScript || !/[\u4e00-\u9fff]|\\u[4-9][0-9a-f]{3}|%E[4-9]%/i.test(source)) continue;
    const data = dataOf(source);
    for (const value of data) search.value(value, []);
    if (data.length === 0) for (const literal of literalsOf(source)) search.text(literal, []);
  }
  return search.best;
}

type Holder = Record<string, unknown>;

class Search {
  best: ScriptArticle | null = null;
  private weight = minimumHanzi - 1;
  private values = 0;

  /** `holders`: the objects around the value, innermost first. */
  value(value: unknown, holders: Holder[]): void {
    if (++this.values > maximumValues || holders.length > maximumDepth) return;
    if (typeof value === 'string') this.text(value, holders);
    else if (Array.isArray(value)) {
      const lines = value.filter((item): item is string => typeof item === 'string');
      if (lines.length > 1) this.text(lines.join('\n'), holders);
      for (const item of value) this.value(item, holders);
    } else if (typeof value === 'object' && value !== null) {
      const holder = value as Holder;
      for (const inner of Object.values(holder)) this.value(inner, [holder, ...holders]);
    }
  }

  text(raw: string, holders: Holder[]): void {
    if (raw.length <= minimumHanzi) return;
    const inner = /^\s*[[{]/.test(raw) ? parse(raw) : undefined;
    if (inner !== undefined) {
      this.value(inner, holders);
      return;
    }
    const content = unescaped(raw);
    const weight = content.replace(/<[^>]*>/g, '').match(/[\u4e00-\u9fff]/g)?.length ?? 0;
    if (weight <= this.weight || !/[。；]/.test(content)) return;
    this.weight = weight;
    this.best = { content, fields: holders.slice(0, 2).flatMap(fieldsOf) };
  }
}

/** Text that was escaped once more on its way into the script: for addresses, or as the text of an element. */
function unescaped(text: string): string {
  let plain = text;
  if (/(?:%[0-9a-f]{2}){12}/i.test(text)) {
    try {
      plain = decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
      // No address after all.
    }
  }
  return /&lt;\/?(?:p|div|span|br|table)\b/i.test(plain) ? load(plain, {}, false).text() : plain;
}

function fieldsOf(holder: Holder): SourceField[] {
  return Object.entries(holder).flatMap(([key, value]): SourceField[] => {
    const name = fieldNames.find(([pattern]) => pattern.test(key))?.[1];
    if (!name || typeof value !== 'string' || value.trim() === '' || value.length > 300) return [];
    return [{ name, value: value.trim(), basis: 'meta_tag' }];
  });
}

/** Title and date that a page states for search engines (schema.org, JSON-LD). */
export function linkedDataFields($: CheerioAPI): SourceField[] {
  const fields: SourceField[] = [];
  const add = (name: string, value: unknown) => {
    if (typeof value === 'string' && value.trim() !== '' && value.length <= 300)
      fields.push({ name, value: value.trim(), basis: 'meta_tag' });
  };
  for (const script of $('script[type="application/ld+json"]').toArray()) {
    const data = parse($(script).text());
    for (const entry of Array.isArray(data) ? data : [data]) {
      if (typeof entry !== 'object' || entry === null) continue;
      const { headline, datePublished } = entry as Record<string, unknown>;
      add('headline', headline);
      if (typeof datePublished === 'string') add('article:published_time', datePublished.slice(0, 10));
    }
  }
  return fields;
}

/** JSON in a script: the whole of it, what is assigned or returned, or a text given to JSON.parse. */
function dataOf(source: string): unknown[] {
  const whole = parse(source);
  if (whole !== undefined) return [whole];
  const found: unknown[] = [];
  const keep = (text: string) => {
    const value = parse(text);
    if (value !== undefined) found.push(value);
  };
  let end = 0;
  for (const start of source.matchAll(/(?:=|\(|\breturn)\s*(?=[[{])/g)) {
    const from = start.index + start[0].length;
    if (from < end) continue;
    const text = balanced(source, from);
    end = from + text.length;
    keep(text);
  }
  for (const call of source.matchAll(/JSON\.parse\(\s*(?=["'`])/g)) keep(literalAt(source, call.index + call[0].length).text);
  return found;
}

/** From an opening bracket to its closing one, or to the end. */
function balanced(source: string, from: number): string {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const sign = source[i]!;
    if (isQuote(sign)) i = literalAt(source, i).end - 1;
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return source.slice(from, i + 1);
  }
  return source.slice(from);
}

/** String literals that are long enough for an article. */
function literalsOf(source: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < source.length; i++) {
    if (source.startsWith('//', i)) i = endOf(source, '\n', i);
    else if (source.startsWith('/*', i)) i = endOf(source, '*/', i);
    else if (isQuote(source[i]!)) {
      const { text, end } = literalAt(source, i);
      if (text.length > minimumHanzi) found.push(text);
      i = end - 1;
    }
  }
  return found;
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from);
  return end < 0 ? source.length : end;
}

const isQuote = (sign: string) => sign === '"' || sign === "'" || sign === '`';

/** The string literal that opens at `from`, with its escapes resolved, and where it ends. */
function literalAt(source: string, from: number): { text: string; end: number } {
  const quote = source[from]!;
  let end = from + 1;
  while (end < source.length && source[end] !== quote && (quote === '`' || source[end] !== '\n'))
    end += source[end] === '\\' ? 2 : 1;
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '', f: '', v: '', 0: '', '\n': '' };
  const text = source.slice(from + 1, end).replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi, (_, wide, narrow, sign) => {
    if (wide ?? narrow) return String.fromCharCode(Number.parseInt(wide ?? narrow, 16));
    return escapes[sign] ?? sign;
  });
  return { text, end: end + 1 };
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.trim().replace(/;$/, ''));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
