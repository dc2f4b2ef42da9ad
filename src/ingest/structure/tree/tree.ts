import { type Marker, markerOf } from '../lines/markers.ts';
import { displayWidth, tight } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';
import { answered, asked, endsAsQuestion, hasAnswer, isLooseQuestion, type MarkedLines, markerInAnswer } from './questions.ts';

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

/** Lists nested deeper than this are a slip of the numbering; what is deeper stands at this depth. */
const deepest = 16;

/**
 * Builds the tree of one scope. Levels come from the numbering as it is used: a style that is already open is a sibling, a new one
 * goes below, so that documents may skip levels. Only 编章节条 have a fixed order.
 */
export function buildTree(lines: RoleLine[]): TreeChild[] {
  const builder = new TreeBuilder(lines);
  for (const index of lines.keys()) builder.take(index);
  return builder.root;
}

class TreeBuilder {
  readonly root: TreeChild[] = [];
  readonly #marked: MarkedLines;
  readonly #stack: TreeNode[] = [];
  readonly #questionPage: boolean;
  /** Lines by the style of their numbering, to look ahead. */
  readonly #byStyle = new Map<string, number[]>();

  constructor(lines: RoleLine[]) {
    const isText = (line: RoleLine) => line.kind !== 'table' && line.role === 'body';
    const markers = lines.map((line) => (isText(line) ? markerOf(line.text) : null));
    this.#marked = { lines, markers };
    for (const [index, marker] of markers.entries()) {
      if (!marker) continue;
      const places = this.#byStyle.get(marker.style);
      if (places) places.push(index);
      else this.#byStyle.set(marker.style, [index]);
    }
    this.#questionPage = lines.filter((_, index) => isLooseQuestion(this.#marked, index)).length >= 3;
  }

  take(index: number): void {
    const line = this.#marked.lines[index]!;
    const node =
      line.kind === 'table' || line.role !== 'body' ? null : nodeOf(this.#marked, index, this.#stack, this.#questionPage);
    if (node) {
      this.#stack.length = Math.min(deepest, this.#depthFor(node, index));
      (this.#stack.at(-1)?.children ?? this.root).push(node);
      this.#stack.push(node);
    } else {
      if (line.role === 'signature' || line.role === 'imprint' || line.role === 'annex_list') this.#stack.length = 0;
      else if (line.kind === 'text') this.#leaveItems(index);
      (this.#stack.at(-1)?.children ?? this.root).push({ type: 'line', line });
    }
  }

  /**
   * Behind the last item of a list that is one sentence (its entries end with ；, the last with 。) the next paragraph (款) of the article
   * begins. Items that are sentences of their own may have several paragraphs.
   */
  #leaveItems(index: number): void {
    const item = this.#stack.at(-1);
    const article = this.#stack.findLastIndex((node) => node.style === 'article');
    if (!item || article < 0 || article === this.#stack.length - 1 || !/[。！]["”）)]?$/.test(lastText(item).slice(-2))) return;
    const outermost = this.#stack[article + 1]!;
    if (!isEntryOfSentence(this.#stack[article]!, outermost)) return;
    const below = this.#marked.markers[index + 1];
    const opensFinerList = below && below.style !== plainStyle(outermost.style) && !structuralRank[below.style];
    if (opensFinerList) return;
    const next = this.#nextOfStyle(plainStyle(outermost.style), index);
    const nextArticle = this.#nextOfStyle('article', index);
    const goesOn = next?.marker.number === outermost.number + 1 && !(nextArticle && nextArticle.index < next.index);
    if (!goesOn) this.#stack.length = article + 1;
  }

  #depthFor(node: TreeNode, index: number): number {
    const depth = node.style.startsWith('heading') ? this.#headingDepth(node, index) : depthAmong(node, this.#stack);
    const sibling = this.#stack[depth];
    if (sibling?.style.endsWith("'") && plainStyle(sibling.style) === node.style) node.style = sibling.style;
    return depth;
  }

  /**
   * Depth of a heading without number. Its level counts among such headings; against numbered lines the numbering decides: when it
   * starts again at 1 behind the heading, the heading stands above it.
   */
  #headingDepth(node: TreeNode, index: number): number {
    const stack = this.#stack;
    const level = headingLevel(node.style);
    const open = stack.findIndex((other) => other.style.startsWith('heading') && headingLevel(other.style) >= level);
    if (open >= 0) return open;
    const numbered = stack.findIndex((other) => !other.style.startsWith('heading'));
    if (numbered < 0) return stack.length;
    if (level <= 1) return numbered;
    const next = this.#nextOfStyle(plainStyle(stack[numbered]!.style), index);
    return next?.marker.number === 1 ? numbered : Math.min(stack.length, numbered + 1);
  }

  #nextOfStyle(style: string, index: number): { marker: Marker; index: number } | null {
    const places = this.#byStyle.get(style) ?? [];
    let from = 0;
    for (let to = places.length; from < to; ) {
      const middle = (from + to) >> 1;
      if (places[middle]! > index) to = middle;
      else from = middle + 1;
    }
    const found = places[from];
    return found === undefined ? null : { marker: this.#marked.markers[found]!, index: found };
  }
}

function isEntryOfSentence(article: TreeNode, item: TreeNode): boolean {
  const before = article.children[article.children.lastIndexOf(item) - 1];
  return before?.type === 'node' && /[；;，,、]$/.test(lastText(before).slice(-1));
}

/** The line that a node ends with so far. */
const lastText = (node: TreeNode): string => {
  const last = node.children.at(-1);
  return last?.type === 'line' ? last.line.text : node.line.text;
};

const headingLevel = (style: string) => Number(style.slice('heading'.length));

function nodeOf(marked: MarkedLines, index: number, stack: TreeNode[], questionPage: boolean): TreeNode | null {
  const { lines } = marked;
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
  const marker = marked.markers[index];
  if (marker) {
    const isQuestion = endsAsQuestion(line.text) && hasAnswer(marked, index);
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
  if (isAnswered || (questionPage && isLooseQuestion(marked, index))) {
    return { ...base, style: 'question', label: '问', number: 0, rest: line.text, isQuestion: true };
  }
  if (isMinorHeading(marked, index) && !stack.some((open) => open.style === 'article')) {
    return { ...base, style: 'heading5', label: '', number: 0, rest: line.text, isQuestion: false };
  }
  return null;
}

/** A few words on a line of their own above a paragraph or a list: "办理方式", "注意事项：". */
function isMinorHeading({ lines, markers }: MarkedLines, index: number): boolean {
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
  const marker = markers[index + 1];
  return marker ? marker.number === 1 : displayWidth(next.text) >= 24 && displayWidth(next.text) > 2 * displayWidth(line.text);
}

/**
 * A list inside an answer that is numbered like the questions: its first number stands behind 答：, or it is behind the number of the
 * question.
 */
function styleInAnswer(marker: Marker, stack: TreeNode[]): string | null {
  const question = stack.findLast((open) => open.isQuestion);
  if (!question || plainStyle(question.style) !== marker.style) return null;
  const first = question.children[0];
  const opening = first?.type === 'line' ? markerInAnswer(first.line.text) : null;
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

function depthAmong(node: TreeNode, stack: TreeNode[]): number {
  const rank = structuralRank[node.style];
  if (rank) {
    const deeper = stack.findIndex((open) => (structuralRank[open.style] ?? 9) >= rank);
    return deeper < 0 ? stack.length : deeper;
  }
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
