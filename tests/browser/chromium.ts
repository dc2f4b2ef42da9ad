import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser to test with: WENCE_CHROMIUM or CHROMIUM_PATH when set, else the first known name on the PATH. */
export function findChromium(environment: Record<string, string | undefined> = process.env): string | null {
  const named = environment.WENCE_CHROMIUM || environment.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** Shown as the reason where browser tests are left out. */
export const withoutChromium = findChromium() === null;
if (withoutChromium) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests are skipped.');

/** A headless browser that talks to nobody but the pages under test. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found; set CHROMIUM_PATH.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
