import type { Block } from '../../blocks.ts';
import { startsUnit } from '../paragraphs.ts';

const unitLine = /^[（(]?(?:计量|计价|金额|货币|统计)?单位\s*[:：]\s*([^\s，。；）)]{1,16})[）)]?$/;
const numbered = /^表\s*[\d一二三四五六七八九十]+(?:[-－.．—]\d+)*/;
const namesTable = /(?:表|目录|清单|名单|名录|标准|一览|指标|分工|计划)(?:[（(][^（）()]{1,20}[)）])?$/;
const note = /^(?:注|备注|说明|附注|资料来源|数据来源|填表说明)\s*\d*\s*[:：.、]/;
const nextNote = /^(?:注|备注)|^\d{1,2}\s*[.．、]/;

/**
 * Tells tables without a caption the name that stands above them, and every table its unit and its notes. The lines stay in the text.
 * A name is numbered (表1 …), centred, or ends as names of tables do; a numbered heading is one of the text.
 */
export function nameTables(blocks: Block[]): void {
  blocks.forEach((block, i) => {
    if (block.type !== 'table') return;
    let above = i - 1;
    const unit = unitLine.exec(textAt(blocks, above) ?? '')?.[1];
    if (unit) {
      block.table.unit = unit;
      above--;
    }
    const line = blocks[above];
    if (block.table.caption === null && line && isName(line)) block.table.caption = line.text;
    const notes = notesBelow(blocks, i + 1);
    if (notes.length > 0) block.table.notes = notes;
  });
}

function textAt(blocks: Block[], i: number): string | null {
  const block = blocks[i];
  return block?.type === 'paragraph' || block?.type === 'heading' ? block.text : null;
}

function isName(block: Block): block is Block & { text: string } {
  if (block.type !== 'paragraph' && block.type !== 'heading') return false;
  if (block.text.length > 60 || !/[\u4e00-\u9fff]{4}/.test(block.text) || /[，：:]$|[。；]/.test(block.text)) return false;
  if (numbered.test(block.text)) return true;
  if (startsUnit(block.text)) return false;
  return (block.type === 'paragraph' && block.align === 'center') || namesTable.test(block.text);
}

function notesBelow(blocks: Block[], from: number): string[] {
  const notes: string[] = [];
  for (const block of blocks.slice(from, from + 20)) {
    if (block.type !== 'paragraph' || !(notes.length === 0 ? note : nextNote).test(block.text)) break;
    notes.push(block.text);
  }
  return notes;
}
