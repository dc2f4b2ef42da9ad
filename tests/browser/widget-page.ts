import type { Locator, Page } from 'playwright-core';

/** What a citizen does with the widget on a page. Locators go by role and name, as assistive technology does. */
export class WidgetPage {
  readonly page: Page;
  readonly launcher: Locator;
  readonly box: Locator;
  readonly log: Locator;
  readonly sheet: Locator;

  constructor(page: Page) {
    this.page = page;
    this.launcher = page.getByRole('button', { name: '政策问答', exact: true });
    this.box = page.getByRole('textbox', { name: '您的问题' });
    this.log = page.getByRole('log');
    this.sheet = page.locator('wence-clause-sheet dialog[open]');
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.box.waitFor();
  }

  /** Asks and waits until the answer is complete or has failed. */
  async ask(question: string): Promise<Locator> {
    await this.box.fill(question);
    await this.box.press('Enter');
    return this.settled();
  }

  /** The last exchange, once nothing is being made any more. */
  async settled(): Promise<Locator> {
    const turn = this.page.locator('.turn').last();
    await turn.waitFor();
    await this.page.locator('[role="log"][aria-busy="false"]').waitFor();
    return turn;
  }

  /** Name of the element that has the focus, through all shadow roots. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.getAttribute('aria-label') || element?.textContent?.trim() || element?.id || '';
    });
  }
}
