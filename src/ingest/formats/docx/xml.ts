import { load } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { FileTooLargeError, ParseError } from '../../../domain/errors.ts';

export type { Element };

/** Longer parts, in UTF-16 units, hold more than any document for people: some 5,000 pages. */
const maximumLength = 64 * 1024 * 1024;

/**
 * Root element of an XML part. Throws ParseError when there is none, or when it declares a document type: neither OOXML (ISO/IEC
 * 29500-2, 8.1.4) nor OFD has one, and its entities are how an attack grows or reads other files. Throws FileTooLargeError beyond a limit.
 */
export function parseXml(source: string, part: string): Element {
  if (source.length > maximumLength)
    throw new FileTooLargeError('文件内容过多，无法读取', `xml: ${part}: ${source.length} characters`);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source))
    throw new ParseError('文件内部含有不允许的类型声明', `xml: ${part} declares a document type`);
  const $ = load(source, { xml: { decodeEntities: true } });
  const root = $.root().children().get(0);
  if (!root) throw new ParseError('文件已损坏，内部结构无法读取', `xml: ${part} has no root`);
  return root;
}

/** Name without the namespace prefix: producers choose prefixes freely. */
export function localName(element: Element): string {
  const colon = element.name.indexOf(':');
  return colon < 0 ? element.name : element.name.slice(colon + 1);
}

export function elementsOf(element: Element): Element[] {
  return element.children.filter((child: AnyNode): child is Element => child.type === 'tag');
}

export function child(element: Element | undefined, name: string): Element | undefined {
  return element ? elementsOf(element).find((candidate) => localName(candidate) === name) : undefined;
}

export function childrenOf(element: Element | undefined, name: string): Element[] {
  return element ? elementsOf(element).filter((candidate) => localName(candidate) === name) : [];
}

/** All descendants with the name, in document order. */
export function descendants(element: Element, name: string): Element[] {
  const found: Element[] = [];
  const walk = (current: Element): void => {
    for (const inner of elementsOf(current)) {
      if (localName(inner) === name) found.push(inner);
      walk(inner);
    }
  };
  walk(element);
  return found;
}

/** Attribute by local name. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  if (!element) return undefined;
  const key = Object.keys(element.attribs).find((candidate) => candidate === name || candidate.endsWith(`:${name}`));
  return key === undefined ? undefined : element.attribs[key];
}

/** `w:val` of a child such as <w:numFmt w:val="decimal"/>. */
export function value(element: Element | undefined, name: string): string | undefined {
  return attribute(child(element, name), 'val');
}

export function textOf(element: Element): string {
  return element.children.map((node: AnyNode) => (node.type === 'text' ? node.data : '')).join('');
}

/** An on/off attribute (ISO/IEC 29500-1, 22.9.2.7): an element without a value is on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off)$/i.test(value);
}
