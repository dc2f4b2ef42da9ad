import type { HostileFile } from './hostile-file.ts';
import { csvFiles } from './second-half/csv.ts';
import { docFiles } from './second-half/doc.ts';
import { docxFiles } from './second-half/docx.ts';
import { htmlFiles } from './second-half/html.ts';
import { mdFiles } from './second-half/md.ts';
import { mhtFiles } from './second-half/mht.ts';
import { nameFiles } from './second-half/names.ts';
import { ofdFiles } from './second-half/ofd.ts';
import { pdfFiles } from './second-half/pdf.ts';
import { pictureFiles } from './second-half/pictures.ts';
import { rtfFiles } from './second-half/rtf.ts';
import { txtFiles } from './second-half/txt.ts';
import { xlsFiles } from './second-half/xls.ts';
import { xlsxFiles } from './second-half/xlsx.ts';
import { zipFiles } from './second-half/zip.ts';

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
