import type { Draft } from './draft.ts';
import type { AnswerParts } from './values.ts';

/** A step either goes on with the next value or ends the question with a draft; `reached` is what it knew by then, for the trace. */
export type StepResult<Output> = { go: Output } | { end: Draft; reached?: object };
export type Step<Input, Output> = (value: Input, parts: AnswerParts) => Promise<StepResult<Output>> | StepResult<Output>;

export interface StepReport {
  /** Milliseconds by step. */
  timings: Record<string, number>;
  /** The step that ended the question. */
  route: string;
  /** The last value reached, for the trace. */
  reached: object;
}

interface NamedStep {
  name: string;
  run: Step<never, object>;
}

/** A list of steps whose types fit each other; the compiler refuses a wrong order. */
export class Pipeline<Start extends object, Current extends object> {
  readonly steps: readonly NamedStep[];

  constructor(steps: readonly NamedStep[]) {
    this.steps = steps;
  }

  step<Next extends object>(name: string, run: Step<Current, Next>): Pipeline<Start, Next> {
    return new Pipeline<Start, Next>([...this.steps, { name, run: run as Step<never, object> }]);
  }

  /** Runs until a step ends the question; the last step must. `before` is told each step's name. */
  async run(start: Start, parts: AnswerParts, before: (name: string) => void): Promise<{ draft: Draft; report: StepReport }> {
    const report: StepReport = { timings: {}, route: '', reached: start };
    for (const { name, run } of this.steps) {
      before(name);
      const begun = performance.now();
      const result = await run(report.reached as never, parts);
      report.timings[name] = Math.round((performance.now() - begun) * 100) / 100;
      report.route = name;
      if ('end' in result) {
        report.reached = result.reached ?? report.reached;
        return { draft: result.end, report };
      }
      report.reached = result.go;
    }
    throw new Error('the last step of a pipeline must end the question');
  }
}

export const pipeline = <Start extends object>() => new Pipeline<Start, Start>([]);
