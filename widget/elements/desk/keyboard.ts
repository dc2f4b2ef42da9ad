import type { ReactiveController } from 'lit';
import type { DeskElement } from './desk.ts';
import { pageAction } from './keys.ts';

/** The keys of the page: in the search box, and anywhere on it. */
export class DeskKeyboard implements ReactiveController {
  private readonly desk: DeskElement;

  constructor(desk: DeskElement) {
    this.desk = desk;
    desk.addController(this);
  }

  hostConnected() {
    document.addEventListener('keydown', this.onPage);
  }

  hostDisconnected() {
    document.removeEventListener('keydown', this.onPage);
  }

  inSearch = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    const { desk } = this;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && desk.lookup.hits.length > 0) {
      event.preventDefault();
      desk.shown = { kind: 'hit' };
      desk.lookup.move(step);
      void desk.updateComplete.then(() => desk.find('.active')?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void this.enterPressed(event.ctrlKey || event.metaKey);
    }
  };

  private async enterPressed(full: boolean) {
    const { desk } = this;
    const { lookup } = desk;
    if (full) return desk.askInFull();
    if (!lookup.upToDate) await desk.lookUp();
    if (!lookup.hit && lookup.hits.length > 0) lookup.choose(0);
    if (lookup.hit) desk.openHit();
  }

  private onPage = (event: KeyboardEvent) => {
    const { desk } = this;
    const { session } = desk;
    if (!session.who || session.choosing || session.interrupted) return;
    const action = pageAction(event, desk.opened, {
      search: () => desk.backToSearch(),
      copy: () => void desk.copy(),
      message: () => void desk.copyMessage(),
      handOn: () => void desk.detail?.copyTransfer(),
      help: () => desk.showHelp(),
      gap: () => desk.report('gap'),
      error: () => desk.report('error'),
      undo: () => void desk.reports.undo(),
      news: () => session.me && desk.showNews(),
    });
    if (!action) return;
    event.preventDefault();
    action();
  };
}
