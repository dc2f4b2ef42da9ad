import type { Block, SourceField } from '../../blocks.ts';
import { statusNoticeOf } from './fields.ts';
import { isLabelLine, isLabelOnly, type LabelledValue, labelledValues, leadingNumber } from './labels.ts';
import { sameTitle } from './title.ts';

/**
 * Takes what is data of the page and not text of the document out of the edges of the content and into the fields: labelled lines and data
 * tables, banners that say that the document no longer holds, and the title above them.
 */
export function splitLabels(blocks: Block[], title: string | null): { blocks: Block[]; fields: SourceField[] } {
  const fields: SourceField[] = [];
  const add = (pairs: LabelledValue[]) => {
    for (const { name, value } of pairs) if (value !== '') fields.push({ name, value, basis: 'page_table' });
  };
  let start = 0;
  for (let i = 0; i < Math.min(6, blocks.length); i++) {
    const block = blocks[i]!;
    const notice = block.type === 'table' ? null : statusNoticeOf(block.text);
    if (notice) {
      fields.push({ name: '状态提示', value: notice, basis: 'page_notice' });
      start = i + 1;
    } else if (block.type === 'table') {
      const pairs = tablePairs(block.table.rows);
      if (!pairs) break;
      add(pairs);
      start = i + 1;
    } else if (isLabelLine(block.text)) {
      add([...leadingValues(block.text), ...labelledValues(block.text)]);
      start = i + 1;
    } else if (!(title && sameTitle(block.text, title)) && block.text.length > 40) break;
  }
  const end = Math.max(start, trailingLabels(blocks));
  for (const block of blocks.slice(end)) if (block.type !== 'table') add(trailingValues(block.text));
  const isTitle = (block: Block) => title !== null && block.type !== 'table' && sameTitle(block.text, title);
  const head = blocks.slice(0, start).filter((block) => !isData(block) && !isTitle(block));
  return { blocks: [...head, ...blocks.slice(start, end)], fields };
}

/** `2025年3月1日 来源：…` and `示府〔2025〕3号 来源：…`: date and number before the first label. */
function leadingValues(line: string): LabelledValue[] {
  const date = line.match(/^\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?/)?.[0];
  const number = leadingNumber(line);
  return [...(date ? [{ name: '日期', value: date }] : []), ...(number ? [{ name: '文号', value: number }] : [])];
}

function trailingValues(line: string): LabelledValue[] {
  const name = related.exec(line)?.[0];
  return name ? [{ name: name.replace(/\s*[:：]$/, ''), value: line.slice(name.length).trim() }] : labelledValues(line);
}

const related = /^(?:相关|延伸|推荐)(?:文档|文件|链接|阅读|新闻|解读|政策|报道|内容)\s*[:：]/;

/** Where the lines 责任编辑：…, 来源：… at the end of the text begin. */
function trailingLabels(blocks: Block[]): number {
  let end = blocks.length;
  while (end > 0) {
    const block = blocks[end - 1]!;
    const editorial =
      block.type !== 'table' &&
      /^[(（[【]?\s*(责任编辑|责编|编辑|审核|供稿|来源|信息来源|作者|浏览|点击|阅读|打印|关闭|更新时间|发布时间|发布日期|上网日期)/.test(
        block.text,
      );
    const isRelated = block.type !== 'table' && block.text.length <= 80 && related.test(block.text);
    if (isRelated) {
      end--;
      continue;
    }
    if (!editorial || block.text.length > 60 || !isLabelLine(block.text.replace(/^[(（[【]|[)）\]】]$/g, ''))) break;
    end--;
  }
  return end;
}

function isData(block: Block): boolean {
  return block.type === 'table'
    ? tablePairs(block.table.rows) !== null
    : isLabelLine(block.text) || statusNoticeOf(block.text) !== null;
}

/** Pairs of a table whose cells are mostly labels of page data; null for any other table. */
function tablePairs(rows: string[][]): { name: string; value: string }[] | null {
  const pairs: { name: string; value: string }[] = [];
  let labels = 0;
  let filled = 0;
  for (const row of rows) {
    const cells = row.filter((cell, x) => cell !== row[x - 1]);
    cells.forEach((cell, x) => {
      if (cell !== '') filled++;
      const next = cells[x + 1];
      if (isLabelOnly(cell)) {
        labels++;
        if (next && !isLabelOnly(next)) pairs.push({ name: cell.replace(/[\s:：]+/g, ''), value: next });
      } else if (!isLabelOnly(cells[x - 1] ?? '')) {
        const inner = labelledValues(cell);
        labels += inner.length;
        pairs.push(...inner);
      }
    });
  }
  return labels >= 3 && labels * 2 >= filled - 1 ? pairs : null;
}
