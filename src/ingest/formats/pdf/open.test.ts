import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config.ts';
import { ParseError } from '../../../domain/errors.ts';
import { decodePng } from '../image/png.ts';
import { drawPages } from './draw.ts';
import { openPdf } from './open.ts';

const fixture = (name: string) => readFileSync(join(projectRoot, 'tests/fixtures/formats', name, 'source.pdf'));

describe('a PDF file', () => {
  it('gives its pages, the places of its text and pictures of them', async () => {
    const bytes = fixture('pdf-notice');
    const before = Buffer.from(bytes);
    const pdf = await openPdf(bytes);
    try {
      expect(pdf.document.numPages).toBeGreaterThan(0);
      const page = await pdf.document.getPage(1);
      expect((await page.getTextContent()).items.length).toBeGreaterThan(10);
      const { width, height } = page.getViewport({ scale: 1 });
      const drawn = await drawPages(bytes, [1, 99], 0.5);
      expect([...drawn.keys()]).toEqual([1]);
      const picture = decodePng(drawn.get(1)!, 1_000_000);
      expect(Math.abs(picture.width - width / 2)).toBeLessThanOrEqual(1);
      expect(Math.abs(picture.height - height / 2)).toBeLessThanOrEqual(1);
      // Dark type on white paper.
      expect([...picture.data.subarray(0, 3)]).toEqual([255, 255, 255]);
      expect(picture.data.some((value) => value < 100)).toBe(true);
    } finally {
      await pdf.close();
    }
    expect(before.equals(bytes)).toBe(true);
  });

  it('that is cut off or none at all is refused in Chinese', async () => {
    for (const bytes of [fixture('pdf-notice').subarray(0, 200), Buffer.from('%PDF-1.7 nothing more')]) {
      const failure = await openPdf(bytes).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ParseError);
      expect((failure as ParseError).message).toContain('PDF 文件已损坏');
    }
  });
});
