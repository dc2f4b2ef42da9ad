import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { pack } from '../../../tests/hostile/office.ts';

const built = new URL('../../../dist/src/desk/import/read-apart.js', import.meta.url);
const { readTableApart } = existsSync(built) ? await import(built.href) : await import('./read-apart.ts');

const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const cell = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
const header = `<row r="1">${cell('A1', '问题')}${cell('B1', '答案')}</row>`;
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const workbook = (rows: string) =>
  pack({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="${relation}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet(header + rows),
  });

it.skipIf(!existsSync(built))('a million empty rows keep nobody else waiting (needs a build in dist/)', async () => {
  const rows = Array.from({ length: 1_048_000 }, (_, row) => `<row r="${row + 3}" ht="15"/>`).join('');
  const bytes = workbook(`<row r="2">${cell('A2', '怎样办理？')}${cell('B2', '马上办。')}</row>${rows}`);
  const idle = performance.eventLoopUtilization();
  const table = await readTableApart({ bytes, name: 'a.xlsx' });
  expect(table.rows).toEqual([
    {
      row: 2,
      cells: new Map([
        [0, '怎样办理？'],
        [1, '马上办。'],
      ]),
    },
  ]);
  // The thread counts on its own: of all this time, the loop here was hardly busy.
  expect(performance.eventLoopUtilization(idle).utilization).toBeLessThan(0.5);
});

it('what is wrong with a list is told as ever', async () => {
  const read = (rows: string) => readTableApart({ bytes: workbook(rows), name: 'a.xlsx' });
  await expect(read('')).rejects.toMatchObject({ code: 'invalid_input', status: 400, message: '表头下面没有内容' });
  const many = Array.from({ length: 1_001 }, (_, row) => `<row>${cell(`A${row + 2}`, `问${row}`)}</row>`).join('');
  await expect(read(many)).rejects.toMatchObject({ code: 'too_large', status: 413 });
});
