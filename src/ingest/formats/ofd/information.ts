import type { SourceField } from '../../blocks.ts';
import { attribute, child, childrenOf, descendants, type Element, elementsOf, localName, textOf } from '../docx/xml.ts';
import type { OfdDocument } from './document.ts';
import type { OfdPackage } from './package.ts';
import { childText } from './values.ts';

/** What the producer says about the file (7.4). Its dates are those of the file, not of the text, and are named so. */
const names: Record<string, string> = {
  Title: '标题',
  Author: '作者',
  Subject: '主题词',
  Abstract: '摘要',
  CreationDate: '文件创建时间',
  ModDate: '文件修改时间',
};

export function informationFields(information: Element | undefined): SourceField[] {
  if (!information) return [];
  const fields: SourceField[] = [];
  const add = (name: string, value: string) => {
    const clean = value.replace(/\s+/g, ' ').trim();
    if (name !== '' && clean !== '' && clean.length <= 500) fields.push({ name, value: clean, basis: 'meta_tag' });
  };
  for (const element of elementsOf(information)) {
    const name = localName(element);
    if (names[name]) add(names[name], textOf(element));
    else if (name === 'Keywords') add('关键词', childrenOf(element, 'Keyword').map(textOf).join('；'));
    else if (name === 'CustomDatas')
      for (const data of childrenOf(element, 'CustomData')) add(attribute(data, 'Name') ?? '', textOf(data));
  }
  return fields;
}

/** Files packed with the document, by name (7.11.3). They have no address of their own. */
export function attachmentsOf(source: OfdPackage, document: OfdDocument): { name: string; url: string }[] {
  const part = source.xmlAt(childText(document.root, 'Attachments'), document.part);
  return childrenOf(part?.root, 'Attachment').flatMap((attachment) => {
    const file = childText(attachment, 'FileLoc').split(/[/\\]/).at(-1) ?? '';
    const name = attribute(attachment, 'Name')?.trim() || file;
    return name === '' || attribute(attachment, 'Visible') === 'false' ? [] : [{ name, url: '' }];
  });
}

export interface OutlineEntry {
  title: string;
  /** From 1. */
  level: number;
  /** Number of the page it leads to; null where it leads nowhere. */
  page: string | null;
}

const maximumLevel = 6;
const maximumEntries = 3000;

/** The outline (7.7), flat. */
export function outlineOf(document: OfdDocument): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  const visit = (element: Element, level: number): void => {
    for (const entry of childrenOf(element, 'OutlineElem')) {
      if (entries.length >= maximumEntries || level > maximumLevel) return;
      const actions = child(entry, 'Actions');
      const goal = actions && descendants(actions, 'Dest')[0];
      entries.push({ title: attribute(entry, 'Title')?.trim() ?? '', level, page: attribute(goal, 'PageID') ?? null });
      visit(entry, level + 1);
    }
  };
  const outlines = child(document.root, 'Outlines');
  if (outlines) visit(outlines, 1);
  return entries.filter((entry) => entry.title !== '');
}

/** Names under which official documents tag their own parts; others say nothing about the document. */
const taggedNames = new Set(['发文字号', '标题', '成文日期', '印发日期', '印发机关', '发文机关', '主题词', '密级', '紧急程度']);

/**
 * Fields that the producer marked by custom tags (7.11.5): elements with a telling name that refer to text objects. `texts` gives the
 * text of an object by its number.
 */
export function taggedFields(source: OfdPackage, document: OfdDocument, texts: Map<string, string>): SourceField[] {
  const list = source.xmlAt(childText(document.root, 'CustomTags'), document.part);
  return childrenOf(list?.root, 'CustomTag').flatMap((tag) => {
    const file = list && source.xmlAt(childText(tag, 'FileLoc'), list.name);
    return file ? fieldsOfTags(file.root, texts) : [];
  });
}

function fieldsOfTags(root: Element, texts: Map<string, string>): SourceField[] {
  const fields: SourceField[] = [];
  const visit = (element: Element, depth: number): void => {
    const value = childrenOf(element, 'ObjectRef')
      .map((reference) => texts.get(textOf(reference).trim()) ?? '')
      .join('')
      .trim();
    const name = attribute(element, 'Name')?.trim() || localName(element);
    if (value !== '' && value.length <= 300 && taggedNames.has(name)) fields.push({ name, value, basis: 'meta_tag' });
    if (depth < maximumLevel) for (const inner of elementsOf(element)) visit(inner, depth + 1);
  };
  visit(root, 0);
  return fields;
}
