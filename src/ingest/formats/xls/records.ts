import { EncryptedFileError, FileTooLargeError, ParseError } from '../../../domain/errors.ts';
import { maximumCells } from '../sheets.ts';

const filePass = 0x2f;
const singleCells = new Set([0x0003, 0x0004, 0x0006, 0x0203, 0x0204, 0x0205, 0x0206, 0x0406, 0x00d6, 0x00fd, 0x027e]);
const rowOfNumbers = 0xbd;

const begins = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
const end = 0x0a;

/** A theme is a ZIP container inside a record: colours alone, and work for an attacker. The other record is passed over. */
const theme = 0x0896;
const passedOver = 0x00e2;

/**
 * Walks the records of a workbook stream ([MS-XLS] 2.1.4) before a library opens it, so that damage, passwords and masses of cells
 * are named and cost nothing. Themes are taken out of the stream. False where its last part has no end.
 */
export function checkRecords(stream: Buffer): boolean {
  let cells = 0;
  let open = 0;
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at);
    const size = stream.readUInt16LE(at + 2);
    // Zeros fill the stream up to a whole sector.
    if (type === 0 && size === 0) break;
    if (type === filePass) throw new EncryptedFileError('文件设有打开密码，请先去除密码', 'xls: FILEPASS');
    if (at + 4 + size > stream.length) throw new ParseError('文件已损坏或不完整，无法读取', `xls: record ${type} at ${at}`);
    if (type === theme) stream.writeUInt16LE(passedOver, at);
    if (singleCells.has(type)) cells++;
    else if (type === rowOfNumbers) cells += Math.max(0, Math.floor((size - 6) / 6));
    if (cells > maximumCells)
      throw new FileTooLargeError('工作簿里的单元格过多，无法读取', `xls: more than ${maximumCells} cells`);
    if (begins.has(type)) open++;
    else if (type === end) open--;
    at += 4 + size;
  }
  return open <= 0;
}
