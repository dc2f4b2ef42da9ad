import { runInNewContext } from 'node:vm';
import { PDFParse } from 'pdf-parse';
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

export { OPS, PDFParse };

/**
 * pdf.js brings a replacement of Array.prototype.push for old engines, which takes a sixth of the time of reading a page. It differs
 * from the engine's own only on arrays of four thousand million elements, so the engine's own is put back.
 */
Object.defineProperty(Array.prototype, 'push', {
  value: runInNewContext('Array.prototype.push'),
  writable: true,
  configurable: true,
});
