import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Makes a program of its own out of a few lines that use our sources, so that a test can start it in other processes. */
export async function bundleProgram(lines: string, target: string): Promise<void> {
  await build({
    stdin: { contents: lines, resolveDir: root, loader: 'ts' },
    outfile: target,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: [
      {
        name: 'packages stay where they are installed',
        setup({ onResolve }) {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('node:')
              ? null
              : { path: pathToFileURL(require.resolve(path)).href, external: true },
          );
        },
      },
    ],
  });
}
