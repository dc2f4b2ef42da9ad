import { lowestConfidence } from '../lines/reading.ts';
import { displayWidth } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';
import { answered } from './questions.ts';
import type { TreeChild, TreeNode } from './tree.ts';

/** A section up to this length is one clause with its items below it; a longer one is a heading over its parts. */
const wholeSectionLimit = 600;

/** 编, 章 and 节 are headings; so is a title over more than fits into one clause, or over a table. */
export function isHeadingOnly(node: TreeNode, whole: string | null): boolean {
  if (['part', 'chapter', 'section'].includes(node.style)) return true;
  if (node.children.length === 0 || node.style === 'article' || !isTitle(node)) return false;
  return whole === null || whole.length > wholeSectionLimit || hasTable(node);
}

/** A clause is read as surely as the least sure of its lines. */
export const readFrom = (lines: RoleLine[]) => ({ ocrConfidence: lowestConfidence(lines) });

export function linesOf(child: TreeChild): RoleLine[] {
  return child.type === 'node' ? [child.line, ...child.children.flatMap(linesOf)] : [child.line];
}

/** Reading text of a node with everything below it, one line each, tables aside; null when it is longer than `limit`. */
export function wholeText(node: TreeNode, limit: number): string | null {
  const lines: string[] = [];
  let length = -1;
  const fits = (child: TreeChild): boolean => {
    if (child.line.kind === 'table') return true;
    lines.push(child.line.text);
    length += 1 + child.line.text.length;
    return length <= limit && (child.type === 'line' || child.children.every(fits));
  };
  return fits(node) ? lines.join('\n') : null;
}

function textLines(child: TreeChild): string[] {
  if (child.type === 'node') return [child.line.text, ...child.children.flatMap(textLines)];
  return child.line.kind === 'table' ? [] : [child.line.text];
}

/** The answer below a question, without its 答：. */
export function answerText(node: TreeNode): string {
  const lines = node.children.flatMap(textLines);
  return lines
    .map((line, index) => (index === 0 ? line.replace(answered, '') : line))
    .join('\n')
    .trim();
}

/** A short line without an end of sentence names what follows; a line with one is text itself. */
export function isTitle(node: TreeNode): boolean {
  return displayWidth(node.line.text) <= 45 && !/[。；;]/.test(node.rest);
}

export const hasTable = (node: TreeNode): boolean =>
  node.children.some((child) => (child.type === 'line' ? child.line.kind === 'table' : hasTable(child)));

/** 第三条, or "第三条 适用范围" where the article has a name of its own. */
export function articleName(node: TreeNode): string {
  const name = /^[【[]?([^。，；：]{2,16})[】\]]?$/.exec(node.rest)?.[1];
  return name && node.children.length > 0 ? `${node.label} ${name}` : node.label;
}

export const headingLabel = (text: string) =>
  text
    .replace(/[：:]$/, '')
    .replaceAll('/', '／')
    .slice(0, 30);

export function firstPage(children: TreeChild[]): number | null {
  for (const child of children) {
    const page = child.line.page;
    if (page !== null) return page;
  }
  return null;
}

/**
 * Paragraphs that belong together: an introduction that ends in a colon with the entries after it, up to the one that ends the
 * sentence; and lines of one role, such as the signature.
 */
export function groupParagraphs(lines: RoleLine[]): RoleLine[][] {
  const groups: RoleLine[][] = [];
  let open = false;
  for (const line of lines) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const sameRole = previous !== undefined && previous.role === line.role;
    if (group && sameRole && (line.role !== 'body' || open)) group.push(line);
    else groups.push([line]);
    open = line.role === 'body' && leavesOpen(line.text, open && sameRole);
  }
  return groups;
}

/** After "…如下：" the list is open until an entry ends with a full stop; entries end with ； or ，. */
function leavesOpen(text: string, wasOpen: boolean): boolean {
  if (/[：:]$/.test(text)) return true;
  return wasOpen && /[；;，,]$/.test(text);
}
