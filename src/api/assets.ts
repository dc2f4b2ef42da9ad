import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of the built widget, ready to send. */
export interface Asset {
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
  gzipped: Uint8Array<ArrayBuffer> | null;
  etag: string;
}

const mediaTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
const compressible = /^(text|application\/json|image\/svg)/;

/**
 * Every file of the folder by its relative path with forward slashes; empty when the folder is not there. A request names a
 * key of this map, never a path, so that nothing outside the folder can be reached. Links are not followed.
 */
export function loadAssets(folder: string): Map<string, Asset> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const mediaType = mediaTypes[extname(path)];
      return mediaType ? [[relative(folder, path).split(sep).join('/'), readAsset(path, mediaType)] as const] : [];
    }),
  );
}

function readAsset(path: string, mediaType: string): Asset {
  const bytes = new Uint8Array(readFileSync(path));
  const zipped = compressible.test(mediaType) && bytes.length > 512 ? new Uint8Array(gzipSync(bytes, { level: 9 })) : null;
  return { mediaType, bytes, gzipped: zipped, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
