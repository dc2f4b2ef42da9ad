import { type Marker, markerOf } from './markers.ts';
import { displayWidth, tight } from './spelling.ts';
import type { RoleLine } from './types.ts';

/** A numbered line or a heading with everything that stands under it. */
export interface TreeNode {
  type: 'node';
  style: string;
  /** Path segment, e.g. 第十二条. */
  label: string;
  number: number;
  line: RoleLine;
  /** Text of the line behind its numbering. */
  rest: string;
  isQuestion: boolean;
  children: TreeChild[];
}

export type TreeChild = TreeNode | { type: 'line'; line: RoleLine };

const structuralRank: Record<string, number> = { part: 1, chapter: 2, section: 3, article: 4 };

/**
 * Builds the tree of one scope. Levels come from the numbering as it is used: a style that is already open is a sibling, a new one
 * goes below, so that documents may skip levels. Only 编章节条 have a fixed order.
 */
export function buildTree(lines: RoleLine[]): TreeChild[] {
  const root: TreeChild[] = [];
  const stack: TreeNode[] = [];
  const questionPage = lines.filter((_, index) => isLooseQuestion(lines, index)).length >= 3;
  lines.forEach((line, index) => {
    const node = line.kind === 'table' || line.role !== 'body' ? null : nodeOf(lines, index, stack, questionPage);
    if (node) {
      place(node, stack, lines, index);
      (stack.at(-1)?.children ?? root).push(node);
      stack.push(node);
    } else {
      if (line.role === 'signature' || line.role === 'imprint' || line.role === 'annex_list') stack.length = 0;
      (stack.at(-1)?.children ?? root).push({ type: 'line', line });
    }
  });
  return root;
}

/** 问：…, Q3. …, 问题一：… at the start of a line. */
const asked =
  /^(?:(?:\d{1,3}\s*[.、]\s*)?问\s*(?:题)?\s*([一二三四五六七八九十\d]{0,3})\s*[:：.、]|Q\s*(\d{0,3})\s*[:：.、])\s*/i;
export const answered = /^(?:答(?:复|案)?|A\s*\d{0,3}|回复)\s*[:：.、]\s*/i;

/** An unnumbered question with a longer text below it; a page with several of them is a page of questions. */
function isLooseQuestion(lines: RoleLine[], index: number): boolean {
  const line = lines[index]!;
  const next = lines[index + 1];
  if (line.kind === 'table' || line.role !== 'body' || !endsAsQuestion(line.text) || markerOf(line.text)) return false;
  return next?.kind === 'text' && next.role === 'body' && next.text.length > line.text.length && !endsAsQuestion(next.text);
}

function nodeOf(lines: RoleLine[], index: number, stack: TreeNode[], questionPage: boolean): TreeNode | null {
  const line = lines[index]!;
  const question = asked.exec(line.text);
  const base = { type: 'node' as const, line, children: [] };
  if (question && tight(line.text).length > 3) {
    const written = question[1] || question[2] || '';
    return {
      ...base,
      style: 'question',
      label: `问${written}`,
      number: 0,
      rest: line.text.slice(question[0].length),
      isQuestion: true,
    };
  }
  const marker = markerOf(line.text);
  if (marker) {
    const isQuestion = endsAsQuestion(line.text) && hasAnswer(lines, index, marker);
    const style = isQuestion ? `question:${marker.style}` : (styleInAnswer(marker, stack) ?? siblingStyle(marker, stack));
    return { ...base, style, label: marker.label, number: marker.number, rest: line.text.slice(marker.textStart), isQuestion };
  }
  if (line.kind === 'heading' && displayWidth(line.text) <= 60 && !/[。；]$/.test(line.text)) {
    return {
      ...base,
      style: `heading${line.level ?? 2}`,
      label: '',
      number: 0,
      rest: line.text,
      isQuestion: endsAsQuestion(line.text),
    };
  }
  const isAnswered = answered.test(lines[index + 1]?.text ?? '') && endsAsQuestion(line.text) && displayWidth(line.text) <= 80;
  if (isAnswered || (questionPage && isLooseQuestion(lines, index))) {
    return { ...base, style: 'question', label: '问', number: 0, rest: line.text, isQuestion: true };
  }
  if (isMinorHeading(lines, index) && !stack.some((open) => open.style === 'article')) {
    return { ...base, style: 'heading5', label: '', number: 0, rest: line.text, isQuestion: false };
  }
  return null;
}

/** A few words on a line of their own above a paragraph or a list: "办理方式", "注意事项：". */
function isMinorHeading(lines: RoleLine[], index: number): boolean {
  const line = lines[index]!;
  const next = lines[index + 1];
  const above = lines[index - 1]?.text ?? '';
  if (next?.kind !== 'text' || next.role !== 'body' || displayWidth(line.text) > 14 || line.text.length < 3) return false;
  if (
    /[。；，！？!?;,.、）)\d]$/.test(line.text) ||
    /如下|以下|包括|其中|下列|^注|^[a-zA-Z]/.test(line.text) ||
    /[：:；;、，,]$/.test(above)
  )
    return false;
  const afterText =
    index === 0 || lines[index - 1]!.role !== 'body' || lines[index - 1]!.kind !== 'text' || /[。！？!?；”）).]$/.test(above);
  if (!afterText) return false;
  const marker = markerOf(next.text);
  return marker ? marker.number === 1 : displayWidth(next.text) >= 24 && displayWidth(next.text) > 2 * displayWidth(line.text);
}

const endsAsQuestion = (text: string) => /[？?]["”』」]?$/.test(text.trim()) && displayWidth(text) <= 120;

/** A question has something under it that is not the next question of the same kind. */
function hasAnswer(lines: RoleLine[], index: number, marker: Marker): boolean {
  const next = lines[index + 1];
  if (next?.role !== 'body') return false;
  if (next.kind === 'table' || answered.test(next.text)) return true;
  return markerOf(next.text)?.style !== marker.style || markerOf(next.text)?.number === 1;
}

/**
 * A list inside an answer that is numbered like the questions: its first number stands behind 答：, or it is behind the number of the
 * question.
 */
function styleInAnswer(marker: Marker, stack: TreeNode[]): string | null {
  const question = stack.findLast((open) => open.isQuestion);
  if (!question || plainStyle(question.style) !== marker.style) return null;
  const first = question.children[0];
  const opening = first?.type === 'line' ? markerOf(first.line.text.replace(answered, '')) : null;
  const listed = opening?.style === marker.style && opening.number === 1;
  return listed || marker.number <= question.number ? `${question.style}'` : null;
}

/** A list that starts again at 1 while one of its style is open further up is a list of its own below. */
function siblingStyle(marker: Marker, stack: TreeNode[]): string {
  if (marker.number !== 1 || structuralRank[marker.style]) return marker.style;
  const open = stack.findLastIndex((node) => plainStyle(node.style) === marker.style);
  if (open < 0) return marker.style;
  const isInnermost = open === stack.length - 1;
  return isInnermost && !stack[open]!.isQuestion ? marker.style : `${stack[open]!.style}'`;
}

const plainStyle = (style: string) => style.replace(/^question:/, '').replace(/'+$/, '');

/** Cuts the stack down to the node that the new one goes under. */
function place(node: TreeNode, stack: TreeNode[], lines: RoleLine[], index: number): void {
  const depth = depthFor(node, stack, lines, index);
  const sibling = stack[depth];
  if (sibling?.style.endsWith("'") && plainStyle(sibling.style) === node.style) node.style = sibling.style;
  stack.length = depth;
}

function depthFor(node: TreeNode, stack: TreeNode[], lines: RoleLine[], index: number): number {
  const rank = structuralRank[node.style];
  if (rank) {
    const deeper = stack.findIndex((open) => (structuralRank[open.style] ?? 9) >= rank);
    return deeper < 0 ? stack.length : deeper;
  }
  if (node.style.startsWith('heading')) return headingDepth(node, stack, lines, index);
  const sibling = stack.findLastIndex((open) => areSiblings(open, node));
  if (sibling >= 0) return sibling;
  if (node.style !== 'question') return stack.length;
  const question = stack.findIndex((open) => open.isQuestion);
  if (question >= 0) return question;
  // A question stands under a heading, never under a sentence of a list.
  return stack.findLastIndex((open) => !/[。；;]$/.test(open.line.text)) + 1;
}

/** Same numbering; a list that began anew below goes on only with its next number. */
function areSiblings(open: TreeNode, node: TreeNode): boolean {
  if (open.style === node.style) return true;
  if (plainStyle(open.style) !== plainStyle(node.style) || node.style.endsWith("'")) return false;
  return open.style.endsWith("'") ? node.number === open.number + 1 && !node.isQuestion : true;
}

/**
 * Depth of a heading without number. Its level counts among such headings; against numbered lines the numbering decides: when it
 * starts again at 1 behind the heading, the heading stands above it.
 */
function headingDepth(node: TreeNode, stack: TreeNode[], lines: RoleLine[], index: number): number {
  const level = Number(node.style.slice('heading'.length));
  const open = stack.findIndex(
    (other) => other.style.startsWith('heading') && Number(other.style.slice('heading'.length)) >= level,
  );
  if (open >= 0) return open;
  const numbered = stack.findIndex((other) => !other.style.startsWith('heading'));
  if (numbered < 0) return stack.length;
  if (level <= 1) return numbered;
  for (const line of lines.slice(index + 1)) {
    const marker = line.kind === 'table' || line.role !== 'body' ? null : markerOf(line.text);
    if (marker && marker.style === plainStyle(stack[numbered]!.style))
      return marker.number === 1 ? numbered : Math.min(stack.length, numbered + 1);
  }
  return Math.min(stack.length, numbered + 1);
}
