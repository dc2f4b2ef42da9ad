import type { ReactiveController } from 'lit';
import { type DeskLink, readDeskLink, writeDeskLink } from '../../shared/deep-link.ts';
import type { Channel } from '../../shared/types.ts';
import type { DeskElement } from './desk.ts';

/** Coming in, by oneself or by a link, for one desk or another, and leaving. */
export class DeskEntrance implements ReactiveController {
  private readonly desk: DeskElement;

  constructor(desk: DeskElement) {
    this.desk = desk;
    desk.addController(this);
  }

  hostConnected() {
    window.addEventListener('hashchange', this.followLink);
    void this.start();
  }

  hostDisconnected() {
    window.removeEventListener('hashchange', this.followLink);
  }

  private async start() {
    const link = readDeskLink(location.hash);
    if (link.key) history.replaceState(null, '', writeDeskLink({ ...link, key: '' }) || location.pathname);
    if (await this.desk.session.start(link)) await this.entered();
  }

  /** Begins with what the link asks for, else with what changed since the last shift. */
  async entered(): Promise<void> {
    const { desk } = this;
    const { session, news, lookup } = desk;
    if (session.choosing) return;
    await desk.updateComplete;
    desk.find<HTMLInputElement>('#search')?.focus();
    const link = readDeskLink(location.hash);
    this.follow(link);
    if (!session.me) return;
    await news.read();
    const busy = link.q || link.ask || link.item || lookup.query;
    if (!busy && news.fresh > 0 && desk.shown.kind === 'hit') desk.shown = { kind: 'news' };
  }

  choose(channel: Channel): void {
    this.desk.session.choose(channel);
    void this.entered();
  }

  async switchTo(select: HTMLSelectElement): Promise<void> {
    const { desk } = this;
    try {
      await desk.session.switchTo(select.value as Channel);
      desk.clauses.clear();
      if (desk.shown.kind === 'item') desk.shown = { kind: 'hit' };
      void desk.news.read();
      if (desk.lookup.query.trim()) await desk.lookUp();
    } catch (error) {
      select.value = desk.channel;
      desk.lookup.failed(error);
    }
  }

  /** Nothing of what was done stays on the page; `problem` says at the entry why it is shown again. */
  async leave(problem = ''): Promise<void> {
    const { desk } = this;
    desk.fullAnswer.stop();
    await desk.session.leave(problem);
    desk.recent = [];
    desk.shown = { kind: 'hit' };
    desk.opened = false;
    desk.news.clear();
    desk.clauses.clear();
    desk.lookup.clear();
  }

  private followLink = () => {
    const { session } = this.desk;
    if (session.who && !session.choosing) this.follow(readDeskLink(location.hash));
  };

  private follow(link: DeskLink) {
    const { desk } = this;
    if (link.ask) {
      desk.lookup.query = link.ask;
      void desk.askInFull(link.ask);
    } else if (link.item) void desk.openItem(link.item);
    else if (link.q && link.q !== desk.lookup.query) {
      desk.lookup.query = link.q;
      void desk.lookUp();
    }
  }
}
