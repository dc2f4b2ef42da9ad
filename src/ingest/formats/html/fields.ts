import type { SourceField } from '../../blocks.ts';
import { surroundingsOf } from './content.ts';
import {
  type AnyNode,
  type CheerioAPI,
  type Element,
  elementsBelow,
  isBlockElement,
  isElement,
  isSilent,
  tidy,
  visibleText,
} from './dom.ts';
import { countLabels, isLabelOnly, isNumberLine, labelledValues, leadingValues, startsWithAnyLabel } from './labels.ts';

/** Meta tags worth keeping: the standard ones of Chinese government sites and the common ones of the web. */
const metaNames =
  /^(article[-_]?title|title|pub[-_]?date|publishdate|publish_time|date|dc\.date|content[-_]?source|source|author|contenteditor|column(name|type|description|keywords)|site(name|domain|idcode)|keywords|description|url|og:(title|url|site_name|description)|article:(published_time|author)|docnumber|doc_number|fileno|indexno|effectivedate|expirydate)$/i;

/** Meta tags of the page, named as printed. */
export function metaFields($: CheerioAPI): SourceField[] {
  const fields: SourceField[] = [];
  $('meta').each((_, meta) => {
    const name = (meta.attribs.name ?? meta.attribs.property ?? '').trim();
    const value = tidy(meta.attribs.content ?? '');
    if (metaNames.test(name) && value !== '' && value.length <= 500) fields.push({ name, value, basis: 'meta_tag' });
  });
  return unique(fields);
}

const scriptDay = /\b(?:publish_?time|pub_?date|publish_?date)\b["']?\s*[=:]\s*["'](\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{10})\b/i;
const createdDay = /\b(?:createTime|oriCreateTime|ct)\s*=\s*["'](\d{4}-\d{1,2}-\d{1,2}|\d{10})\b/;

/** The day of publication that only a script knows; pages of WeChat keep it so. Seconds are counted in Chinese time. */
export function scriptFields($: CheerioAPI): SourceField[] {
  const isWeChat = $('#js_content, #activity-name').length > 0;
  const source = $('script').text().slice(0, 2_000_000);
  const value = (scriptDay.exec(source) ?? (isWeChat ? createdDay.exec(source) : null))?.[1];
  if (!value) return [];
  const day = /^\d{10}$/.test(value) ? new Date((Number(value) + 8 * 3600) * 1000).toISOString().slice(0, 10) : value;
  return [{ name: '发布日期', value: day, basis: 'meta_tag' }];
}

/** Labelled data that the page prints around the article: in a line under the title, a list or a table. */
export function pageFields($: CheerioAPI, content: Element): SourceField[] {
  const fields: SourceField[] = [];
  for (const beside of surroundingsOf(content)) fields.push(...fieldsIn($, beside));
  if (!fields.some((field) => /^(?:文|发文文|发文字|公文字|字)号$/.test(field.name))) fields.push(...bareNumber($, content));
  const dated = fields.some((field) => /日期|时间/.test(field.name));
  return unique(dated ? fields : [...fields, ...bareDate($, content)]);
}

const onlyDate =
  /^[[【(（]?\s*(?:[\u4e00-\u9fff]{2,10}[报网]\s*)?(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)\s*(?:星期[一二三四五六日天])?\s*[\]】)）]?$/;

/** A date that stands alone above the article, without a label: the nearest one, lists of other articles aside. */
function bareDate($: CheerioAPI, content: Element): SourceField[] {
  for (const beside of surroundingsOf(content, 'before')) {
    const found = [beside, ...elementsBelow(beside)]
      .filter((element) => $(element).closest('a').length === 0 && $(element).closest('li').find('a').length === 0)
      .map((element) => visibleText(element).match(onlyDate)?.[1])
      .find((date) => date !== undefined);
    if (found) return [{ name: '日期', value: found, basis: 'page_table' }];
  }
  return [];
}

/**
 * The number of the document in a line of its own above the article, with the day below it: the nearest one, lists of other documents
 * aside.
 */
function bareNumber($: CheerioAPI, content: Element): SourceField[] {
  for (const beside of surroundingsOf(content, 'before')) {
    for (const element of [beside, ...elementsBelow(beside)]) {
      if ($(element).closest('a, li, dl').length > 0 || element.children.some((child) => isBlockElement(child))) continue;
      const lines = printedLines(element);
      const at = lines.findIndex(isNumberLine);
      if (at < 0) continue;
      const day = fullDay.test(lines[at + 1] ?? '') ? lines[at + 1]! : null;
      const number: SourceField = { name: '文号', value: lines[at]!, basis: 'page_table' };
      return day ? [number, { name: '成文日期', value: day, basis: 'page_table' }] : [number];
    }
  }
  return [];
}

const fullDay = /^[（(]?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[)）]?$/;

/** Lines of an element without blocks inside, as `<br>` breaks them. */
function printedLines(element: Element): string[] {
  const lines = [''];
  const walk = (node: AnyNode): void => {
    if (node.type === 'text') lines[lines.length - 1] += node.data;
    if (!isElement(node) || isSilent(node)) return;
    if (node.name === 'br') lines.push('');
    for (const child of node.children) walk(child);
  };
  walk(element);
  return lines.map(tidy).filter((line) => line !== '');
}

/** What was found about elements, so that those inside each other are not searched again and again. */
const withControls = new WeakMap<Element, boolean>();

/** True for a search mask: an element with boxes to tick or lists to choose from. */
function holdsControls(element: Element): boolean {
  const known = withControls.get(element);
  if (known !== undefined) return known;
  const found = element.children.some((child) => isElement(child) && (isControl(child) || holdsControls(child)));
  withControls.set(element, found);
  return found;
}

const isControl = ({ name, attribs }: Element) =>
  name === 'select' || (name === 'input' && /^(?:radio|checkbox)$/i.test(attribs.type ?? ''));

/** Labelled data inside one element: table cells, list items and lines. Parts with form controls are search masks, not data. */
export function fieldsIn($: CheerioAPI, root: Element): SourceField[] {
  const fields: SourceField[] = [];
  const add = (name: string, value: string) => {
    if (value !== '' && value.length <= 300) fields.push({ name, value, basis: 'page_table' });
  };
  const visit = (element: Element): void => {
    if (isSilent(element) || holdsControls(element)) return;
    if (element.name === 'tr') {
      for (const [name, value] of rowPairs($, element)) add(name, value);
      return;
    }
    if (element.name === 'dl' && element.children.some((child) => isElement(child) && isTermOfPage(child))) {
      for (const [name, value] of termPairs(element)) add(name, value);
      return;
    }
    const pair = pairOf(element);
    if (pair) {
      add(pair.name, pair.value);
      return;
    }
    if (element.children.some((child) => isBlockElement(child))) {
      for (const child of element.children) if (isElement(child)) visit(child);
      return;
    }
    const text = lineText(element);
    if (text.length > 600) return;
    const pairs = labelledValues(text);
    if (pairs.length > 0) for (const { name, value } of leadingValues(text)) add(name, value);
    for (const { name, value } of pairs) add(name, value || scriptedValue($, element, name));
  };
  visit(root);
  return fields;
}

/** Text of a line in which each element that begins with a label is set apart, as the style sheet does it. */
function lineText(element: Element): string {
  const parts: string[] = [];
  const walk = (node: AnyNode): void => {
    if (node.type === 'text') parts.push(node.data);
    if (!isElement(node) || isSilent(node)) return;
    if (startsWithAnyLabel(visibleText(node))) parts.push(' | ');
    for (const child of node.children) walk(child);
  };
  walk(element);
  return tidy(parts.join(''));
}

/** A row of a page table: label cells alternate with value cells, or each cell holds label and value. */
function rowPairs($: CheerioAPI, row: Element): [string, string][] {
  const cells = $(row)
    .children('td, th')
    .toArray()
    .map((cell) => ({ cell, text: visibleText(cell) }));
  const pairs: [string, string][] = [];
  cells.forEach(({ cell, text }, i) => {
    const next = cells[i + 1];
    if (isLabelOnly(text)) {
      const name = text.replace(/[\s:：]+/g, '');
      if (next && !isLabelOnly(next.text)) pairs.push([name, next.text || scriptedValue($, next.cell, name)]);
    } else if (text.length <= 600) {
      for (const { name, value } of labelledValues(text)) pairs.push([name, value || scriptedValue($, cell, name)]);
    }
  });
  return pairs;
}

const isTermOfPage = (element: Element) => element.name === 'dt' && isLabelOnly(visibleText(element));

/** Terms that are labels of page data, each with its description. */
function termPairs(list: Element): [string, string][] {
  const parts = list.children.filter(isElement);
  return parts.flatMap((term, index): [string, string][] => {
    const description = parts[index + 1];
    if (!isTermOfPage(term) || description?.name !== 'dd') return [];
    return [[visibleText(term).replace(/[\s:：]+/g, ''), visibleText(description)]];
  });
}

/** `<div><div>发布机构：</div><div>示例市教育局</div></div>`, also as dt and dd or as two inline elements. */
function pairOf(element: Element): { name: string; value: string } | null {
  const parts = element.children
    .filter((child) => isElement(child) || visibleText(child) !== '')
    .map((child) => visibleText(child));
  const [label, value, ...rest] = parts.filter((part) => part !== '');
  if (!label || value === undefined || rest.length > 0 || !isLabelOnly(label) || countLabels(value) > 0) return null;
  return { name: label.replace(/[\s:：]+/g, ''), value };
}

/**
 * A status that the page prints by script: the label stands there without a value, and the script beside it assigns a literal such as
 * '失效（提前废止）'. Only the words of a validity status are taken.
 */
function scriptedValue($: CheerioAPI, element: Element, name: string): string {
  if (!/状态|有效性|时效|效力/.test(name)) return '';
  const holder = $(element).is('li, td, tr, dd, div, p') ? $(element) : $(element).parent();
  const script = holder.find('script').text();
  const literal = script.match(
    /=\s*(['"])((?:有效|失效|废止|已失效|已废止|已修改|现行有效|尚未施行|全文有效|全文废止|全文失效)[^'"\n]{0,20})\1/,
  );
  return literal?.[2] ?? '';
}

const statusNotice =
  /^[【[（(「《\s]*(?:(?:提示|注意|温馨提示|说明)[:：])?(?:本|该|此)?(?:文件|文|办法|规定|政策|通知|规范性文件|公文|信息|法规|规章|页面内容)?(?:已于?.{0,14}|现已|全文|已经|提前)?(?:失效|废止|停止执行|有效期届满|宣布失效|过期|被.{2,40}(?:废止|代替|取代))[^。]{0,30}[】\]）)」》。！!\s]*$/;

/** The text when it is nothing but a notice that the document no longer holds, as banners are. */
export function statusNoticeOf(text: string): string | null {
  return text.length <= 80 && statusNotice.test(text) && countLabels(text) === 0 ? text : null;
}

/** Banners and stamps outside the article that say it no longer holds: short texts and the names of stamp images. */
export function statusNotices(content: Element): SourceField[] {
  const fields: SourceField[] = [];
  const add = (value: string) => fields.push({ name: '状态提示', value, basis: 'page_notice' });
  const visit = (element: Element): void => {
    if (element === content || isSilent(element) || element.name === 'a') return;
    if (holdsControls(element) || element.name === 'form') return;
    if (element.name === 'img') {
      const label = tidy(`${element.attribs.alt || element.attribs.title || ''}`);
      if (label.length <= 20 && statusNotice.test(label)) add(label);
      return;
    }
    const own = element.children.some((child: AnyNode) => isBlockElement(child)) ? '' : visibleText(element);
    if (own !== '' && statusNoticeOf(own) !== null) add(own);
    else for (const child of element.children) if (isElement(child)) visit(child);
  };
  for (const beside of surroundingsOf(content)) visit(beside);
  for (const image of elementsBelow(content)) if (image.name === 'img') visit(image);
  return unique(fields);
}

function unique(fields: SourceField[]): SourceField[] {
  const seen = new Set<string>();
  return fields.filter((field) => {
    const key = `${field.name}\n${field.value}`;
    return !seen.has(key) && seen.add(key);
  });
}
