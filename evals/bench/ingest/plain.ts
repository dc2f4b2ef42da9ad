import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import { load } from 'cheerio';
import exceljs from 'exceljs';
import JSZip from 'jszip';
import { PDFParse } from 'pdf-parse';

/** What a TypeScript user would otherwise write: the text of the file by the usual parser, cut by LangChain's splitter. */

/** Sizes of chunks as ours have them, in characters. */
const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 300, chunkOverlap: 30 });

/** Text of a file in the plainest way; null where there is no usual parser for the format. */
const textOf: Record<string, (bytes: Uint8Array) => Promise<string>> = {
  async pdf(bytes) {
    const parser = new PDFParse({ data: Uint8Array.from(bytes), verbosity: 0 });
    try {
      return (await parser.getText()).text;
    } finally {
      await parser.destroy();
    }
  },
  html: async (bytes) => load(new TextDecoder().decode(bytes))('body').text(),
  async docx(bytes) {
    const part = (await JSZip.loadAsync(bytes)).file('word/document.xml');
    return load((await part?.async('string')) ?? '', { xml: true })('w\\:t').text();
  },
  async xlsx(bytes) {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(bytes.slice().buffer as ArrayBuffer);
    const rows: string[] = [];
    workbook.eachSheet((sheet) => sheet.eachRow((row) => void rows.push(String(row.values))));
    return rows.join('\n');
  },
  txt: async (bytes) => new TextDecoder().decode(bytes),
  md: async (bytes) => new TextDecoder().decode(bytes),
  csv: async (bytes) => new TextDecoder().decode(bytes),
};

export const hasPlainReader = (format: string) => format in textOf;

/** Number of characters read. */
export async function readPlainly(format: string, bytes: Uint8Array): Promise<number> {
  const text = await textOf[format]!(bytes);
  await splitter.splitText(text);
  return text.length;
}
