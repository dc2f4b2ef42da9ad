import type { Warning } from '../../domain/document.ts';
import { numberToChinese } from '../../text/numbers.ts';
import { circled } from './lines/markers.ts';
import type { TreeChild, TreeNode } from './tree/tree.ts';

/** Numberings whose gaps mean a lost heading; a bare "3." is often a figure. */
const counted = new Set(['part', 'chapter', 'section', 'article', 'cn', 'cn_paren']);
/** Numberings that also count where the lines are items of one list. */
const listed = new Set(['num', 'num_paren', 'circled']);
/** Gaps told one by one. */
const reported = 10;
/** A larger jump is no lost heading but two numberings. */
const widest = 12;

interface Place {
  node: TreeNode;
  siblings: TreeNode[];
  index: number;
}

/**
 * Headings that a damaged text has lost, seen by jumps of the numbering: （一） … （三）, 一、 … 三、, 第三条 missing. A numbering may run
 * on through the whole text (（三） below 二、 after （二） below 一、), and an amended law may have 第十七条之一.
 */
export function lostHeadings(parts: { prefix: string; children: TreeChild[] }[]): Warning[] {
  const messages = parts.flatMap(({ prefix, children }) => gapsOf(children).map((gap) => (prefix ? `${prefix}：${gap}` : gap)));
  const shown = messages.slice(0, reported).map((message) => ({ code: 'headings_lost', message }));
  const rest = messages.length - shown.length;
  return rest > 0 ? [...shown, { code: 'headings_lost', message: `另有 ${rest} 处编号不连续` }] : shown;
}

function gapsOf(children: TreeChild[]): string[] {
  const gaps: { style: string; missing: number; message: string }[] = [];
  const found = new Map<string, number>();
  /** Numbers seen so far of each style since it began again at 1. */
  const last = new Map<string, TreeNode>();
  const seen = new Map<string, Set<number>>();
  for (const { node, siblings, index } of placesIn(children)) {
    const style = plain(node.style);
    if (!(counted.has(style) || listed.has(style))) continue;
    const numbers = node.number === 1 ? new Set<number>() : (seen.get(style) ?? new Set<number>());
    seen.set(style, numbers);
    const before = previousOf(style, siblings, index) ?? (counted.has(style) ? (last.get(style) ?? null) : null);
    const from = before ? before.number : counted.has(style) && isAtStart(style, last) ? 0 : node.number - 1;
    const missing = range(from + 1, node.number).filter((number) => !numbers.has(number) && !standsInside(before, node, number));
    if (missing.length > 0 && missing.length <= widest)
      gaps.push({ style, missing: missing.length, message: messageOf(before, node, missing) });
    found.set(style, (found.get(style) ?? 0) + 1);
    numbers.add(node.number);
    last.set(style, node);
  }
  // Where more is missing than is there, the text quotes parts of another one.
  const missingOf = (style: string) => gaps.reduce((sum, gap) => (gap.style === style ? sum + gap.missing : sum), 0);
  const whole = new Map([...found].map(([style, count]) => [style, missingOf(style) <= count]));
  return gaps.filter((gap) => whole.get(gap.style)).map((gap) => gap.message);
}

/** The first numbered line of a text begins at 1; an excerpt of articles may begin anywhere. */
const isAtStart = (style: string, last: Map<string, TreeNode>) => !last.has(style) && style !== 'article';

function previousOf(style: string, siblings: TreeNode[], index: number): TreeNode | null {
  const before = siblings[index - 1];
  return before && plain(before.style) === style && before.number <= siblings[index]!.number ? before : null;
}

function* placesIn(children: TreeChild[]): Generator<Place> {
  const siblings = children.filter((child) => child.type === 'node');
  for (const [index, node] of siblings.entries()) {
    yield { node, siblings, index };
    yield* placesIn(node.children);
  }
}

const plain = (style: string) => style.replace(/^question:|'+$/g, '');
const range = (from: number, to: number) =>
  to > from && to - from <= widest + 1 ? Array.from({ length: to - from }, (_, index) => from + index) : [];

/** "1.姓名： 2.性别：" prints two numbers in one line. */
function standsInside(before: TreeNode | null, node: TreeNode, number: number): boolean {
  const sign = labelLike(node, number).replace(/[.、]$/, '');
  return before !== null && textsOf(before).some((text) => text.lastIndexOf(sign) > 0);
}

const textsOf = (child: TreeChild): string[] =>
  child.type === 'node'
    ? [child.line.text, ...child.children.flatMap(textsOf)]
    : [child.line.text, ...(child.line.table?.rows.map((row) => ` ${row.join(' ')}`) ?? [])];

function messageOf(before: TreeNode | null, node: TreeNode, missing: number[]): string {
  const written = missing.map((number) => labelLike(node, number)).join('、');
  const where = before ? `“${before.label}”之后是“${node.label}”` : `编号从“${node.label}”开始`;
  return `${where}，缺“${written}”，可能有标题或段落没有读出来`;
}

/** The number written as the label of this node is: 第四条, （四）, 四、, 4. */
function labelLike({ label, style }: TreeNode, number: number): string {
  if (plain(style) === 'circled') return circled[number - 1] ?? String(number);
  const digits = /\d/.test(label);
  return label
    .replace(/之.*$/, '')
    .replace(/\d+|[零〇○一二三四五六七八九十百千两]+/, digits ? String(number) : numberToChinese(number));
}
