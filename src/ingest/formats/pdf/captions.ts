import type { Block, Table } from '../../blocks.ts';

const unit = /^[（(]?(?:计量|金额|货币)?单位\s*[:：]\s*([^\s，。；）)]{1,12})[）)]?$/;
const note = /^(?:(?:注|备注|说明|附注|资料来源|数据来源|填表说明)\s*\d*\s*[:：.、]|[*＊]{1,3}\s*[:：]?\s*\S)/;
/** Notes after the first one. */
const nextNote = /^(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[）)]|[①-⑳])/;
/** Blanks to fill in that stand between the name of a form and its table. */
const blanks = /[:：]\s*(?:[_＿ \s]|$|.{0,20}[:：])/;

/** Tells each table the name, unit and notes that stand beside it. The lines themselves stay where they are. */
export function nameTables(blocks: Block[]): void {
  blocks.forEach((block, i) => {
    if (block.type !== 'table') return;
    let above = i - 1;
    for (; above >= i - 3 && blocks[above]?.page === block.page; above--) {
      const text = textAt(blocks, above);
      const match = text && unit.exec(text);
      if (match) block.table.unit ??= match[1]!;
      if (!text || !(match || blanks.test(text))) break;
    }
    const caption = textAt(blocks, above);
    if (caption && blocks[above]!.page === block.page && isCaption(caption)) giveCaption(block.table, caption);
    const notes = notesBelow(blocks, i + 1);
    if (notes.length > 0) block.table.notes = notes;
  });
}

function textAt(blocks: Block[], i: number): string | null {
  const block = blocks[i];
  return block && (block.type === 'paragraph' || block.type === 'heading') ? block.text : null;
}

/** A short line that is no sentence and no signature. */
const isCaption = (text: string) => text.length <= 50 && !/[。；]|[，：:]$|\d月(?:\d{1,2}日)?$/.test(text);

/** Where the name stands above the table, the first row over the whole width is a row. */
function giveCaption(table: Table, caption: string): void {
  const width = table.rows[0]?.length ?? 0;
  if (table.caption !== null && width > 0) {
    const first = table.caption;
    table.rows.unshift(Array.from({ length: width }, () => first));
    if (table.headerRows > 0) table.headerRows++;
  }
  table.caption = caption;
}

function notesBelow(blocks: Block[], from: number): string[] {
  const notes: string[] = [];
  for (let i = from; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.type !== 'paragraph') break;
    if (notes.length === 0 ? !note.test(block.text) : !nextNote.test(block.text) && !note.test(block.text)) break;
    notes.push(block.text);
  }
  return notes;
}
