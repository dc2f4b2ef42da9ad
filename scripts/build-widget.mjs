import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a policy page has to load for the widget, in bytes after gzip. */
export const gzipLimit = 25 * 1024;

/** Indentation inside html`` and css`` templates is for the reader of the source; the bundle goes without. */
const squeezeTemplates = {
  name: 'squeeze-templates',
  setup(plugin) {
    plugin.onLoad({ filter: /widget[\\/].*\.ts$/ }, (args) => ({
      contents: readFileSync(args.path, 'utf8').replace(/^[ \t]+/gm, ' '),
      loader: 'ts',
    }));
  },
};

/**
 * Builds dist/widget: wence.js (the embeddable chat), desk.js (the agents' page), evaluate.js (the evaluators'), admin.js (the staff's), their pages and style sheets.
 * Returns { gzipBytes } of wence.js; throws when it is heavier than the limit.
 */
export async function buildWidget({ outFolder = join(root, 'dist', 'widget') } = {}) {
  mkdirSync(outFolder, { recursive: true });
  await build({
    entryPoints: {
      wence: join(root, 'widget', 'embed.ts'),
      desk: join(root, 'widget', 'desk-page.ts'),
      evaluate: join(root, 'widget', 'evaluate-page.ts'),
      admin: join(root, 'widget', 'admin-page.ts'),
    },
    outdir: outFolder,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'eof',
    conditions: ['production'],
    plugins: [squeezeTemplates],
    logLevel: 'warning',
  });
  const pages = join(root, 'widget', 'pages');
  for (const name of readdirSync(pages).filter((file) => /\.(html|css)$/.test(file)))
    copyFileSync(join(pages, name), join(outFolder, name));
  const gzipBytes = gzipSync(readFileSync(join(outFolder, 'wence.js')), { level: 9 }).length;
  if (gzipBytes > gzipLimit) throw new Error(`wence.js is ${gzipBytes} bytes gzipped, more than ${gzipLimit}`);
  return { gzipBytes };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { gzipBytes } = await buildWidget();
  console.log(`widget: wence.js ${(gzipBytes / 1024).toFixed(1)} kB gzipped (limit ${gzipLimit / 1024} kB)`);
}
