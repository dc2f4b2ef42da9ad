import { csvFiles } from './first-half/csv.ts';
import { docFiles } from './first-half/doc.ts';
import { docxFiles } from './first-half/docx.ts';
import { htmlFiles } from './first-half/html.ts';
import { mdFiles } from './first-half/md.ts';
import { mhtFiles } from './first-half/mht.ts';
import { nameFiles } from './first-half/names.ts';
import { ofdFiles } from './first-half/ofd.ts';
import { pdfFiles } from './first-half/pdf.ts';
import { pictureFiles } from './first-half/pictures.ts';
import { rtfFiles } from './first-half/rtf.ts';
import { txtFiles } from './first-half/txt.ts';
import { xlsFiles } from './first-half/xls.ts';
import { xlsxFiles } from './first-half/xlsx.ts';
import { zipFiles } from './first-half/zip.ts';
import type { HostileFile } from './hostile-file.ts';

/** Files that try to break the ingestion, written from the demands alone, without sight of the code. */
export const hostileFiles: HostileFile[] = [
  ...pdfFiles,
  ...docxFiles,
  ...docFiles,
  ...rtfFiles,
  ...ofdFiles,
  ...xlsxFiles,
  ...xlsFiles,
  ...csvFiles,
  ...htmlFiles,
  ...mhtFiles,
  ...mdFiles,
  ...txtFiles,
  ...pictureFiles,
  ...zipFiles,
  ...nameFiles,
];
