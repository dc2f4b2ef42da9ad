import { type AnyNode, type Element, isBlockElement, isElement, visibleText } from './dom.ts';

/** Rows of names and values that follow each other as elements of two parts, and how many of the nodes they take. */
export interface PairRun {
  rows: string[][];
  length: number;
}

const leastRows = 3;

/** The run that begins at this node of a parent: at least three pairs with different names; null where none begins. */
export function pairRunAt(nodes: AnyNode[], from: number): PairRun | null {
  const rows: string[][] = [];
  const names = new Set<string>();
  let length = 0;
  for (let at = from; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (!isElement(node) && visibleText(node) === '') continue;
    const pair = isElement(node) ? pairOf(node) : null;
    if (!pair || names.has(pair[0]!)) break;
    names.add(pair[0]!);
    rows.push(pair);
    length = at - from + 1;
  }
  return rows.length >= leastRows ? { rows, length } : null;
}

/** `<div><div>联系电话</div><div>0555-8001234</div></div>`: a short name without signs and a short value, no links and no sentence. */
function pairOf(element: Element): string[] | null {
  if (element.name !== 'div') return null;
  const parts = element.children.filter((child) => isElement(child) || visibleText(child) !== '');
  const [name, value] = parts;
  if (parts.length !== 2 || !name || !value || !isPlainBlock(name) || !isPlainBlock(value)) return null;
  const row = [visibleText(name), visibleText(value)];
  const isPair =
    /^\p{Script=Han}{2,12}[:：]?$/u.test(row[0]!) && row[1] !== '' && row[1]!.length <= 120 && !/[。；？]/.test(row[1]!);
  return isPair ? row.map((text) => text.replace(/[:：]$/, '')) : null;
}

/** A block that holds only words. */
const isPlainBlock = (node: AnyNode) =>
  isElement(node) && isBlockElement(node) && /^(div|p)$/.test(node.name) && node.children.every((child) => isWords(child));

const isWords = (node: AnyNode): boolean =>
  !isElement(node) || (!isBlockElement(node) && node.name !== 'a' && node.children.every(isWords));

/** Rows of a list in which every term is a short name and has one short description; null for any other list. */
export function termPairs(list: Element): string[][] | null {
  const entries = list.children
    .filter(isElement)
    .flatMap((child) => (child.name === 'div' ? child.children.filter(isElement) : [child]));
  const rows: string[][] = [];
  for (let i = 0; i < entries.length; i += 2) {
    const [term, description] = [entries[i]!, entries[i + 1]];
    if (term.name !== 'dt' || description?.name !== 'dd') return null;
    const name = visibleText(term).replace(/[:：]$/, '');
    const value = visibleText(description);
    if (name === '' || name.length > 16 || /[？?。，]/.test(name) || value.length > 120) return null;
    rows.push([name, value]);
  }
  return rows.length >= 2 ? rows : null;
}
