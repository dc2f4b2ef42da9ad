import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../tests/browser/chromium.ts';

/** Attributes and properties of the element on the stage; functions are given by name in `spies`. */
export interface Cast {
  tag: string;
  properties?: Record<string, unknown>;
  /** Events whose `detail` is kept for `heard()`. */
  listen?: string[];
}

/** A real browser page that shows one element alone, with the tokens it would inherit. */
export class Stage {
  readonly page: Page;
  private readonly browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.browser = browser;
    this.page = page;
  }

  /** @param module URL of the element's module (`new URL('./x.ts', import.meta.url)`) */
  static async open(module: URL): Promise<Stage> {
    const bundle = await build({
      stdin: {
        contents: `import ${JSON.stringify(fileURLToPath(module))};
          import { tokens } from ${JSON.stringify(fileURLToPath(new URL('../shared/theme.ts', import.meta.url)))};
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(tokens.cssText.replaceAll(':host([elder])', ':root[elder]').replaceAll(':host', ':root'));
          document.adoptedStyleSheets = [sheet];`,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
    });
    const browser = await launchBrowser();
    const context: BrowserContext = await browser.newContext({ viewport: { width: 480, height: 800 } });
    const page = await context.newPage();
    await page.route('**/*', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="zh-CN"><title>t</title><main></main>' }),
    );
    await page.goto('http://stage.test/');
    await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
    return new Stage(browser, page);
  }

  /** Puts a fresh element on the stage. */
  async show({ tag, properties = {}, listen = [] }: Cast): Promise<void> {
    await this.page.evaluate(
      async ({ tag, properties, listen }) => {
        const element = Object.assign(document.createElement(tag), properties);
        const heard: unknown[] = [];
        Object.assign(window, { heard, element });
        for (const name of listen) element.addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail]));
        document.querySelector('main')?.replaceChildren(element);
        await (element as HTMLElement & { updateComplete?: Promise<unknown> }).updateComplete;
      },
      { tag, properties, listen },
    );
  }

  /** [name, detail] of the events so far, in order. */
  heard(): Promise<[string, unknown][]> {
    return this.page.evaluate(() => (window as unknown as { heard: [string, unknown][] }).heard);
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
