import type { ReactiveController } from 'lit';
import { hasInternal } from '../../shared/format.ts';
import { answerMessage } from '../../shared/message.ts';
import { newTurn, runTurn, type Turn } from '../../shared/turn.ts';
import type { DeskElement } from './desk.ts';

/** The full answer to a whole sentence: one at a time, beside the list of the same question. */
export class DeskFullAnswer implements ReactiveController {
  private readonly desk: DeskElement;
  private asking: AbortController | null = null;

  constructor(desk: DeskElement) {
    this.desk = desk;
    desk.addController(this);
  }

  hostDisconnected() {
    this.stop();
  }

  /** Forgets the question that is being answered. */
  stop(): void {
    this.asking?.abort();
  }

  async ask(question: string): Promise<void> {
    const { desk } = this;
    if (!question) return;
    desk.refreshBanner();
    // What waits for a pause is looked up at once: the list beside the answer is that of the same question.
    desk.lookup.query = question;
    if (desk.lookup.upToDate) desk.lookup.stop();
    else void desk.lookup.run();
    this.stop();
    const asking = new AbortController();
    this.asking = asking;
    const turn = newTurn(question);
    desk.open({ kind: 'answer', turn });
    desk.remember(question);
    await runTurn(desk.api, turn, { question, channel: desk.channel }, () => desk.requestUpdate(), asking.signal);
    if (turn.state === 'stopped') return;
    await desk.updateComplete;
    desk.find<HTMLElement>('.asked h2')?.focus();
  }

  /** A short text for the caller's phone. */
  async copyMessage({ response }: Turn): Promise<void> {
    const { reports } = this.desk;
    const refusal = await this.desk.refusal();
    if (refusal) return reports.say({ words: refusal });
    const text = response && !hasInternal(response.citations) ? answerMessage(response) : '';
    const copied =
      text &&
      (await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ));
    const words = !text ? '没有可以发给来电人的答复。' : copied ? '已复制短信，可直接发给来电人。' : '浏览器不允许复制。';
    reports.say({ words });
  }
}
