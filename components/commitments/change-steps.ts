/** What was done and can be taken back, and what was taken back and can be done again; the newest last. */
export interface Steps<Step> {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

/** More than this are forgotten, the oldest first: nobody counts so far back. */
export const mostSteps = 100;

export const noSteps: Steps<never> = { done: [], undone: [] };

/** A new step: what was taken back before it can't be done again. */
export function taken<Step>(steps: Steps<Step>, step: Step): Steps<Step> {
  return { done: [...steps.done, step].slice(-mostSteps), undone: [] };
}

/** A step that was taken back is done again; the ones taken back before it stay. */
export function takenAgain<Step>(steps: Steps<Step>, step: Step): Steps<Step> {
  return { done: [...steps.done, step].slice(-mostSteps), undone: without(steps.undone, step) };
}

/** A step was taken back; `back` is what can be done again, if anything. */
export function takenBack<Step>(steps: Steps<Step>, back: Step): Steps<Step> {
  return { done: steps.done, undone: [...steps.undone, back].slice(-mostSteps) };
}

/** Without a step, because nothing came of it or because it is being worked on. */
export function withoutStep<Step>(steps: Steps<Step>, step: Step): Steps<Step> {
  return { done: without(steps.done, step), undone: without(steps.undone, step) };
}

const without = <Step>(list: readonly Step[], step: Step) => list.filter((one) => one !== step);
