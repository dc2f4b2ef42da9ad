import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './chromium.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist', 'src', 'cli.js');
const run = promisify(execFile);

/** Folders published beside the sample corpus: FAQ entries of the demo page's policy, and texts that try to break out. */
const extras = fileURLToPath(new URL('./extras', import.meta.url));

/** The real thing: built program, sample corpus, real server, real browser. */
export class Site {
  readonly url: string;
  /** Opens the hotline's and the window's channel. */
  readonly key: string;
  /** Opens the evaluators' page. */
  readonly evaluatorKey: string;
  readonly browser: Browser;
  private readonly server: ChildProcess;
  /** Runs the command line on the base that is served; resolves with the last line of `--json`. */
  readonly command: (...args: string[]) => Promise<Record<string, unknown>>;
  private readonly folder: string;
  private readonly contexts: BrowserContext[] = [];

  private constructor(parts: {
    url: string;
    key: string;
    evaluatorKey: string;
    browser: Browser;
    server: ChildProcess;
    folder: string;
    command: Site['command'];
  }) {
    this.url = parts.url;
    this.key = parts.key;
    this.evaluatorKey = parts.evaluatorKey;
    this.browser = parts.browser;
    this.server = parts.server;
    this.folder = parts.folder;
    this.command = parts.command;
  }

  /** Builds a base from the corpus and serves it on a free port. Takes as long as embedding some dozens of documents. */
  static async start(): Promise<Site> {
    if (!existsSync(cli)) throw new Error('dist/ is missing: run `npm run build` first.');
    const folder = await mkdtemp(join(tmpdir(), 'wence-browser-'));
    const environment = { ...process.env, WENCE_DATA: folder, WENCE_RATE_PER_MINUTE: '0', WENCE_LOG_LEVEL: 'warn' };
    const wence = (...args: string[]) =>
      run(process.execPath, [cli, ...args], { cwd: root, env: environment, maxBuffer: 1 << 26 });
    await wence('ingest', join(root, 'corpus'), '--json');
    await wence('ingest', extras, '--publish-as', '测试员', '--json');
    const { stdout } = await wence('key', 'create', '测试坐席', '--audience', 'hotline,window', '--json');
    const evaluator = await wence('key', 'create', '测试评测', '--audience', 'hotline', '--scope', 'evaluate', '--json');
    const evaluatorKey = secretIn(evaluator.stdout);
    const { server, url } = await serve(environment);
    const command = async (...args: string[]) => {
      const { stdout: output } = await wence(...args, '--json');
      return JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
    };
    return new Site({ url, key: secretIn(stdout), evaluatorKey, browser: await launchBrowser(), server, folder, command });
  }

  /** A fresh visitor. Errors of the page itself fail the test that reads `errors`. */
  async visit(path: string, size = { width: 1366, height: 768 }): Promise<Page & { errors: string[] }> {
    const context = await this.browser.newContext({ viewport: size, permissions: ['clipboard-read', 'clipboard-write'] });
    this.contexts.push(context);
    const page = Object.assign(await context.newPage(), { errors: [] as string[] });
    // Long enough for a machine that does much else.
    page.setDefaultTimeout(90_000);
    page.on('pageerror', (error) => page.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') page.errors.push(message.text());
    });
    await page.goto(this.url + path);
    return page;
  }

  /** A page of somebody else on the same host, with the widget in it as its developers would write it. */
  async embed(markup: string): Promise<Page & { errors: string[] }> {
    const page = await this.visit('/healthz');
    const body = `<!doctype html><html lang="zh-CN"><title>另一个系统</title><body><main><h1>另一个系统</h1>${markup}</main></body></html>`;
    await page.route('**/elsewhere.html', (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(`${this.url}/elsewhere.html`);
    return page;
  }

  async leave(): Promise<void> {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    const gone = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill('SIGTERM');
    await gone;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The last line of `--json` output is the result. */
function secretIn(output: string): string {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '{}').secret;
}

/** Starts the server and waits until it says its address. */
function serve(environment: NodeJS.ProcessEnv): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [cli, 'serve', '--port', '0', '--json'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      const url = /"url":\s*"([^"]+)"/.exec(line)?.[1];
      if (url) resolve({ server, url });
    });
  });
}
