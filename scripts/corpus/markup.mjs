/**
 * The readable form in which the binary sample documents are kept: a few lines of settings (`@key value`), then one block a line.
 *   `# ` title, `## ` chapter, `### ` section, `> ` right-aligned line (signature, date), `~ ` centred line, `---` page break,
 *   `| a | b |` table row; the cell `<` continues the cell to its left, `^` the one above. Anything else is a paragraph.
 */

/** @returns {{ settings: Record<string, string>, blocks: Block[] }} */
export function parseMarkup(text) {
  const settings = {};
  const blocks = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim()) continue;
    const setting = /^@(\w+)\s+(.*)$/.exec(line);
    if (setting) settings[setting[1]] = setting[2].trim();
    else if (line.startsWith('|')) addTableRow(blocks, line);
    else blocks.push(textBlock(line));
  }
  for (const block of blocks) if (block.kind === 'table') block.rows = mergeCells(block.rows);
  return { settings, blocks };
}

const marks = [
  [/^(#{1,3}) (.*)$/, (found) => ({ kind: 'heading', level: found[1].length, text: found[2].trim() })],
  [/^> (.*)$/, (found) => ({ kind: 'paragraph', align: 'right', text: found[1].trim() })],
  [/^~ (.*)$/, (found) => ({ kind: 'paragraph', align: 'center', text: found[1].trim() })],
  [/^---$/, () => ({ kind: 'break' })],
];

function textBlock(line) {
  for (const [pattern, make] of marks) {
    const found = pattern.exec(line);
    if (found) return make(found);
  }
  return { kind: 'paragraph', align: 'left', text: line.trim() };
}

function addTableRow(blocks, line) {
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
  const last = blocks.at(-1);
  if (last?.kind === 'table') last.rows.push(cells);
  else blocks.push({ kind: 'table', rows: [cells] });
}

/** Turns `<` and `^` into spans: every row becomes a list of { text, columnSpan, rowSpan, column, continues }. */
function mergeCells(rows) {
  const origins = new Map();
  return rows.map((row, rowIndex) => {
    const cells = [];
    row.forEach((text, column) => {
      const left = origins.get(`${rowIndex}:${column - 1}`);
      const above = origins.get(`${rowIndex - 1}:${column}`);
      if (text === '<' && left) {
        left.columnSpan = Math.max(left.columnSpan, column - left.column + 1);
        origins.set(`${rowIndex}:${column}`, left);
      } else if (text === '^' && above) {
        above.rowSpan = rowIndex - above.row + 1;
        origins.set(`${rowIndex}:${column}`, above);
        if (column === above.column) cells.push({ text: '', columnSpan: above.columnSpan, rowSpan: 1, column, continues: true });
      } else {
        const cell = { text, columnSpan: 1, rowSpan: 1, column, row: rowIndex, continues: false };
        origins.set(`${rowIndex}:${column}`, cell);
        cells.push(cell);
      }
    });
    return cells;
  });
}

/** The text a reader sees, for checking quotations. */
export function markupText(source) {
  const { settings, blocks } = parseMarkup(source);
  const head = [settings.head, settings.number, settings.signer].filter(Boolean);
  const body = blocks.flatMap((block) => {
    if (block.kind === 'table') return block.rows.map((row) => row.map((cell) => cell.text).join(' '));
    return block.text ?? [];
  });
  return [...head, ...body].join('\n');
}
