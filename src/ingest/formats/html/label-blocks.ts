import type { Block, SourceField } from '../../blocks.ts';
import type { Written } from './blocks.ts';
import { statusNoticeOf } from './fields.ts';
import { isLinkListTitle, isPlaceLine, isToolLine } from './furniture.ts';
import { isLabelLine, isLabelOnly, type LabelledValue, labelledValues, leadingValues } from './labels.ts';
import { sameTitle } from './title.ts';

/**
 * Takes what is data of the page and not text of the document out of the edges of the content and into the fields: labelled lines and data
 * tables, banners that say that the document no longer holds, and the title above them.
 */
export function splitLabels({ blocks, linkLines }: Written, title: string | null): { blocks: Block[]; fields: SourceField[] } {
  const fields: SourceField[] = [];
  const add = (pairs: LabelledValue[]) => {
    for (const { name, value } of pairs) if (value !== '') fields.push({ name, value, basis: 'page_table' });
  };
  const isTitle = (block: Block) => title !== null && block.type !== 'table' && sameTitle(block.text, title);
  const isEdge = (block: Block) => block.type !== 'table' && !isTitle(block) && isEdgeLine(block.text, linkLines);
  const isPlace = (index: number) => {
    const block = blocks[index]!;
    return index < 2 && block.type === 'paragraph' && isPlaceLine(block.text);
  };
  let start = 0;
  for (let i = 0; i < Math.min(10, blocks.length); i++) {
    const block = blocks[i]!;
    const notice = block.type === 'table' ? null : statusNoticeOf(block.text);
    if (notice) fields.push({ name: '状态提示', value: notice, basis: 'page_notice' });
    else if (block.type === 'table') {
      const pairs = tablePairs(block.table.rows);
      if (!pairs) break;
      add(pairs);
    } else if (isLabelLine(block.text)) add([...leadingValues(block.text), ...labelledValues(block.text)]);
    else if (onlyDay.test(block.text)) add([{ name: '日期', value: block.text }]);
    else if (!isEdge(block) && !isPlace(i)) {
      if (!isTitle(block) && block.text.length > 40) break;
      continue;
    }
    start = i + 1;
  }
  const own = blocks.slice(0, linksToOthers(blocks, linkLines));
  const end = Math.max(start, endOfText(own, isEdge));
  for (const block of blocks.slice(end)) if (block.type !== 'table' && isLabelLine(block.text)) add(labelledValues(block.text));
  const head = blocks
    .slice(0, start)
    .filter((block, index) => !isData(block) && !isTitle(block) && !isEdge(block) && !isPlace(index));
  return { blocks: [...head, ...blocks.slice(start, end)], fields };
}

/** A day in figures that stands alone is the page's; one with 年月日 may be the document's own. */
const onlyDay = /^[[(（]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[\])）]?$/;

/** Tools, places of the site and short links at the edge of the content; what leads to texts about the document stays. */
function isEdgeLine(text: string, linkLines: Set<string>): boolean {
  if (isToolLine(text)) return true;
  return linkLines.has(text) && text.length <= 16 && !/附|解读|读懂|图解|原文|全文|文件|链接|http|[《》。；]/.test(text);
}

/** Where the lines 责任编辑：…, 来源：… and the tools at the end of the text begin. */
function endOfText(blocks: Block[], isEdge: (block: Block) => boolean): number {
  let end = blocks.length;
  while (end > 0) {
    const block = blocks[end - 1]!;
    if (!isEdge(block) && !isEditorial(block)) break;
    end--;
  }
  return end;
}

/** Where a list of links to other pages begins that goes on to the end: 相关链接, 往期推荐. */
function linksToOthers(blocks: Block[], linkLines: Set<string>): number {
  const isLink = (block: Block) => block.type !== 'table' && (linkLines.has(block.text) || isEdgeLine(block.text, linkLines));
  for (let i = Math.max(0, blocks.length - 40); i < blocks.length - 1; i++) {
    const block = blocks[i]!;
    if (block.type !== 'table' && isLinkListTitle(block.text) && blocks.slice(i + 1).every(isLink)) return i;
  }
  return blocks.length;
}

function isEditorial(block: Block): boolean {
  if (block.type === 'table') return false;
  if (/^相关(?:文档|链接|文章|阅读|信息|新闻|稿件|报道)\s*[:：]/.test(block.text) && !/。/.test(block.text))
    return block.text.length <= 120;
  if (block.text.length > 60) return false;
  const starts =
    /^[(（[【]?\s*(责任编辑|责编|编辑|编审|审核|校对|校审|监制|供稿|撰稿|图文|来源|信息来源|稿件来源|作者|浏览|点击|阅读|打印|关闭|更新时间|更新日期|发布时间|发布日期|上网日期|解读机关|解读单位|解读人)/;
  return starts.test(block.text) && isLabelLine(block.text.replace(/^[(（[【]|[)）\]】]$/g, ''));
}

function isData(block: Block): boolean {
  return block.type === 'table'
    ? tablePairs(block.table.rows) !== null
    : isLabelLine(block.text) || onlyDay.test(block.text) || statusNoticeOf(block.text) !== null;
}

/** Pairs of a table whose cells are mostly labels of page data; null for any other table. */
function tablePairs(rows: string[][]): { name: string; value: string }[] | null {
  const pairs: { name: string; value: string }[] = [];
  /** Cells that are labels by their colon, and those that are known to be. */
  let labels = 0;
  let known = 0;
  let filled = 0;
  for (const row of rows) {
    const cells = row.filter((cell, x) => cell !== row[x - 1]);
    cells.forEach((cell, x) => {
      if (cell !== '') filled++;
      const next = cells[x + 1];
      if (isLabelOnly(cell) || /^[\u4e00-\u9fff\s]{2,10}[:：]$/.test(cell)) {
        labels++;
        known += isLabelOnly(cell) ? 1 : 0;
        if (next && !isLabelOnly(next)) pairs.push({ name: cell.replace(/[\s:：]+/g, ''), value: next });
      } else if (!isLabelOnly(cells[x - 1] ?? '')) {
        const inner = labelledValues(cell);
        labels += inner.length;
        known += inner.length;
        pairs.push(...inner);
      }
    });
  }
  return labels >= 3 && known >= 2 && labels * 2 >= filled - 1 ? pairs : null;
}
