import type { Warning } from '../../../domain/document.ts';
import type { Table } from '../../blocks.ts';
import { markerOf } from '../lines/markers.ts';
import { displayWidth } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';

/** Places told one by one. */
const reported = 10;

/** Tables at which a person should look: the format guessed, or the rows do not fit each other. What the format told is not told again. */
export function doubtfulTables(tables: Table[], told: Warning[]): Warning[] {
  const known = told.filter(({ code }) => code === 'table_doubtful').map(({ message }) => message);
  return tables.flatMap((table, index): Warning[] => {
    const widths = new Set(table.rows.map((row) => row.length));
    const guessed = (table.doubts ?? []).filter((doubt) => !known.some((message) => message.includes(doubt)));
    const doubts = [...guessed, ...(widths.size > 1 ? ['各行的列数不一样'] : [])];
    if (doubts.length === 0) return [];
    const name = table.caption ? `“${table.caption.replaceAll('\n', ' ')}”` : `第 ${index + 1} 张表`;
    return [{ code: 'table_doubtful', message: `${name}：${doubts.join('；')}` }];
  });
}

/** Lines apart that still belong to one run-together table. */
const reach = 8;
const fewestRows = 3;
const fewestCells = 6;
/** "行政许可 27906 12 0": a name with figures behind it, or figures alone. */
const figures = /(?:^|\s)[-−]?\d[\d,.]*%?(?:\s+[-−]?\d[\d,.]*%?){2,}$/;

interface Region {
  from: number;
  to: number;
  lines: number;
}

/** Tables of a text without columns: runs of lines that end in several figures, or of cells each on a line of its own. */
export function brokenTables(lines: RoleLine[]): Warning[] {
  const isText = (line: RoleLine) => line.kind === 'text' && line.role === 'body';
  const rows = regions(lines, (line) => isText(line) && line.text.length <= 400 && figures.test(line.text), reach);
  const cells = regions(lines, (line) => isText(line) && isLooseCell(line.text), 1);
  const found = merge([
    ...rows.filter((region) => region.lines >= fewestRows),
    ...cells.filter((region) => region.lines >= fewestCells),
  ]);
  const messages = found.map(({ from }) => `“${clip(lines[from]!.text)}”一带像是表格，行列已散开，数字与栏目可能对不上`);
  const rest = messages.length - reported;
  const shown = rest > 0 ? [...messages.slice(0, reported), `另有 ${rest} 处像是散开的表格`] : messages;
  return shown.map((message) => ({ code: 'table_broken', message }));
}

const isLooseCell = (text: string) => displayWidth(text) <= 8 && !/[。；：:，、？！.)）]$/.test(text) && !markerOf(text);

function regions(lines: RoleLine[], belongs: (line: RoleLine) => boolean, gap: number): Region[] {
  const found: Region[] = [];
  for (const [index, line] of lines.entries()) {
    if (!belongs(line)) continue;
    const last = found.at(-1);
    if (last && index - last.to <= gap) {
      last.to = index;
      last.lines++;
    } else found.push({ from: index, to: index, lines: 1 });
  }
  return found;
}

/** Regions this near to each other are parts of one table. */
const apart = 30;

function merge(found: Region[]): Region[] {
  const merged: Region[] = [];
  for (const region of found.sort((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last && region.from - last.to <= apart) last.to = Math.max(last.to, region.to);
    else merged.push({ ...region });
  }
  return merged;
}

const clip = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);
