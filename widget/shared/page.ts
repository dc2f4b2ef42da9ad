import type { Api } from './api.ts';
import type { DocumentSummary } from './types.ts';

/** Where a page says which policy it is: its canonical address first, then the address it was opened with. */
export function pageAddresses(page: Document): string[] {
  const canonical = page.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  const own = page.location?.href.replace(/[?#].*$/, '');
  return [...new Set([canonical, own].filter((address): address is string => Boolean(address)))];
}

/**
 * Finds the document of the page around the widget: by the 文号 the site gave, else by address. Null when the base does not
 * hold it; the widget then answers from the whole base.
 */
export async function findPageDocument(api: Api, number: string | null, addresses: string[]): Promise<DocumentSummary | null> {
  if (number) {
    const found = await api.page({ number });
    if (found) return found;
  }
  for (const url of addresses) {
    const found = await api.page({ url });
    if (found) return found;
  }
  return null;
}
