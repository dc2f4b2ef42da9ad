import { extname } from 'node:path';
import { decodeText } from '../formats/encoding.ts';
import { withoutScripts } from '../formats/html/without-scripts.ts';
import type { PagePicture } from '../reading/pictures.ts';
import { safe } from './html.ts';

export interface OriginalView {
  /** What stands beside the reading. */
  html: string;
  /** Files that it needs, to be written beside the page. */
  files: { name: string; bytes: Uint8Array }[];
}

/** Characters of a text file that are shown. */
const shownText = 200_000;

/** The original as a reader can look at it: pictures of pages, a web page without its scripts, a text as it stands, else the file. */
export function originalView(
  name: string,
  file: string,
  mediaType: string,
  bytes: Uint8Array,
  pictures: PagePicture[],
): OriginalView {
  const extension = /^\.[a-z0-9]{1,5}$/i.exec(extname(file))?.[0] ?? '.bin';
  if (pictures.length > 0) {
    const files = pictures.map((picture) => ({
      name: `${name}-${picture.page}.${picture.mediaType === 'image/png' ? 'png' : 'jpg'}`,
      bytes: picture.bytes,
    }));
    const images = files.map((part, i) => `<img src="${part.name}" alt="原件第${pictures[i]!.page}页" loading="lazy">`);
    const link = mediaType === 'application/pdf' ? `<p class="small"><a href="${name}.pdf">打开整个原件</a></p>` : '';
    if (link) files.push({ name: `${name}.pdf`, bytes });
    return { html: link + images.join(''), files };
  }
  if (mediaType === 'text/html') {
    const part = { name: `${name}-original.html`, bytes: new TextEncoder().encode(withoutScripts(decodeText(bytes).text)) };
    return { html: `<iframe sandbox="" src="${part.name}" title="原网页"></iframe>`, files: [part] };
  }
  if (mediaType.startsWith('text/')) {
    return { html: `<pre>${safe(decodeText(bytes).text.slice(0, shownText))}</pre>`, files: [] };
  }
  const part = { name: `${name}-original${extension}`, bytes };
  return {
    html: `<p><a href="${part.name}" download>打开原件（${safe(extension.slice(1).toUpperCase())}）</a></p>`,
    files: [part],
  };
}
