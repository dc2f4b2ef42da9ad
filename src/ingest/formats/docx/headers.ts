import { findDocumentNumbers } from '../../../text/document-number.ts';
import type { SourceField } from '../../blocks.ts';
import { tidy } from '../html/dom.ts';
import { plainLines } from './body.ts';
import type { WordPackage } from './package.ts';
import { attribute, child, childrenOf, descendants, type Element } from './xml.ts';

const draft = /征求意见稿|送审稿|讨论稿|草案|修订草案|内部资料/;

/**
 * What only the page heads say about the document: the letter head of the first page often holds issuer and number, and a mark on every
 * page says that the text is a draft. Whatever stands in the text too is left to the text.
 */
export function headerFields(source: WordPackage, body: Element, text: string): SourceField[] {
  const relations = source.relationsOf(source.mainPart);
  const section = descendants(body, 'sectPr')[0];
  const own = text.replace(/\s+/g, '');
  const fields: SourceField[] = [];
  const add = (name: string, value: string, basis: SourceField['basis']) => {
    const known = own.includes(value.replace(/\s+/g, '')) || fields.some((field) => field.name === name);
    if (!known) fields.push({ name, value, basis });
  };
  for (const reference of childrenOf(section, 'headerReference')) {
    const root = source.xml(relations.get(attribute(reference, 'id') ?? '')?.target);
    if (!root) continue;
    const lines = plainLines(root);
    const isFirst = attribute(reference, 'type') === 'first' && child(section, 'titlePg') !== undefined;
    for (const line of lines) {
      const [number] = findDocumentNumbers(line);
      if (number && line.length <= number.raw.length + 4) add('文号', number.raw, 'page_table');
      const issuer = /^([\u4e00-\u9fff]{4,30})文件$/.exec(line.replace(/\s+/g, ''))?.[1];
      if (isFirst && issuer) add('发布机构', issuer, 'page_table');
    }
    const marks = [...lines, ...descendants(root, 'textpath').map((path) => tidy(attribute(path, 'string') ?? ''))];
    const mark = marks.map((line) => draft.exec(line)?.[0]).find((found) => found !== undefined);
    if (mark) add('状态提示', mark, 'page_notice');
  }
  return fields;
}
