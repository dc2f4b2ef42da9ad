import { load } from 'cheerio';
import type { SourceField } from '../../blocks.ts';
import type { CheerioAPI } from './dom.ts';
import { argumentsOf, isQuote, readLiteral, stringAt } from './script-literals.ts';

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

/** The longest text with sentences among the data of the page's scripts and hidden fields; null when there is none. */
export function articleOfScripts($: CheerioAPI): ScriptArticle | null {
  const search = new Search();
  for (const script of $('script').toArray()) {
    const source = $(script).text();
    if (source.length > maximumScript || !/[\u4e00-\u9fff]|\\u[4-9][0-9a-f]{3}|%E[4-9]%/i.test(source)) continue;
    for (const value of dataOf(source)) search.value(value, []);
    if (!search.best) for (const literal of literalsOf(source)) search.text(literal, []);
  }
  for (const holder of $('input[type=hidden], textarea').toArray())
    search.text(holder.name === 'input' ? (holder.attribs.value ?? '') : $(holder).text(), []);
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

/** Data in a script: the whole of it as JSON, what is assigned or returned, or a text given to JSON.parse. */
function dataOf(source: string): unknown[] {
  const whole = parse(source);
  if (whole !== undefined) return [whole];
  const found: unknown[] = [];
  const names = argumentsOf(source);
  let read = 0;
  for (const start of source.matchAll(/(?:[=(:]|\breturn)\s*(?=[[{])/g)) {
    const from = start.index + start[0].length;
    if (from < read || !/^(?:\[|\{\s*["'\w$}])/.test(source.slice(from, from + 40))) continue;
    const { value, end } = readLiteral(source, from, names);
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) continue;
    // A block of statements ends the reader early; what is inside it is looked at on its own.
    if (end < source.length || found.length === 0) found.push(value);
    if (end < source.length) read = end;
  }
  for (const call of source.matchAll(/JSON\.parse\(\s*(?=["'`])/g)) {
    const value = parse(stringAt(source, call.index + call[0].length).text);
    if (value !== undefined) found.push(value);
  }
  return found;
}

/** String literals that are long enough for an article. */
function literalsOf(source: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < source.length; i++) {
    if (source.startsWith('//', i) && source[i - 1] !== ':') i = endOf(source, '\n', i);
    else if (source.startsWith('/*', i)) i = endOf(source, '*/', i);
    else if (isQuote(source[i])) {
      const { text, end } = stringAt(source, i);
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

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.trim().replace(/;$/, ''));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
