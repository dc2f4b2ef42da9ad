import { load } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { ParseError } from '../../../domain/errors.ts';

export type { Element };

/** Root element of an XML part. Throws ParseError when there is none. */
export function parseXml(source: string, part: string): Element {
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
