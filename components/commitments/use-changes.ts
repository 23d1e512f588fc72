"use client";

import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import type {
  CommitmentChanges,
  CommitmentRow,
  LastChange,
  Moved,
} from "@/lib/commitments/commitment";
import { type ChangeRequest, type OneAnswer, sendChanges } from "./change-requests";
import { noSteps, type Steps, taken, takenAgain, takenBack, withoutStep } from "./change-steps";
import { type Told, useOutcomeWords } from "./outcome-words";
import { begin, end, onWaiting } from "./outstanding";
import { createPlaceValues, type PlaceValues } from "./place-values";
import { readStanding } from "./read-standing";
import { addressOf, forgetLeft, leaveDesk, leftAt } from "./way-back";

/** One place that is to be changed: a row of the table or a cell of the matrix, as it is shown now. */
export interface Target<Value> {
  place: string;
  who: Told;
  shown: Value;
  changes: CommitmentChanges;
  /** What the server is asked for; `version` is the one that the person saw, 0 where nothing stands yet. */
  request(version: number): ChangeRequest;
}

export interface Conflict<Value> {
  target: Target<Value>;
  row: CommitmentRow;
  by: LastChange | null;
  wanted: CommitmentChanges;
}

/** How a view holds a commitment. */
export interface Holding<Value> {
  read(row: CommitmentRow): Value;
  version(value: Value): number;
  apply(value: Value, changes: CommitmentChanges): Value;
  /** The changes that lead back to `before` from where `changes` led. */
  invert(before: Value, changes: CommitmentChanges): CommitmentChanges;
  /** What is drawn together with a place: its row. */
  lineOf(place: string): string;
}

/** A sentence about the places where something was done. */
export type Say = (done: readonly { who: Told; changes: CommitmentChanges }[]) => string;

interface Part<Value> {
  target: Target<Value>;
  id: string;
  /** Null where an ask was opened: it stays as a row, and goes back to where it was. */
  eventId: string | null;
}

interface Step<Value> {
  targets: readonly Target<Value>[];
  say: Say;
  settled: Promise<readonly Part<Value>[]>;
}

interface Job<Value> {
  target: Target<Value>;
  request: () => ChangeRequest;
}

type Outcome = OneAnswer | { outcome: "stale" };

const newDesk = <Value>() => ({
  steps: noSteps as Steps<Step<Value>>,
  queues: new Map<string, Promise<unknown>>(),
  /** How many changes of a place are on their way. */
  pending: new Map<string, number>(),
  /** What the server last said of a place. */
  known: new Map<string, Value>(),
  /** The version that our own last change of a place produced. */
  own: new Map<string, number>(),
  /** How often somebody else's change was met at a place. */
  met: new Map<string, number>(),
  /** What is asked about: also while its person is on another page. */
  conflicts: [] as readonly Conflict<Value>[],
});

/** What of a desk outlives its being left for another page. */
interface Kept<Value> {
  values: PlaceValues<Value>;
  desk: ReturnType<typeof newDesk<Value>>;
}

/**
 * Changes places in the tracker, one or many at once. The new value is shown at once, and called saved only when the
 * server has said so; what the server refuses goes back to what stands, with the reason. Changes of one place go one
 * after the other, each with the version that the one before produced, so that nobody conflicts with themselves; once
 * somebody else's change was met, what was pressed before that was known joins the question instead of overwriting it.
 * What is done together is one step, taken back and done again as a whole. `name` is the desk's: who leaves it for the
 * page of a commitment, or to record what was said, finds its steps again on coming back, and what was `Shown`.
 */
export function useChanges<Value, Shown = null>(name: string, holding: Holding<Value>) {
  const t = useTranslations("commitments");
  const words = useOutcomeWords();
  const router = useRouter();
  // As the router says it: the window's own address follows only when this has been drawn.
  const address = addressOf(usePathname(), useSearchParams().toString());
  const [left] = useState(() =>
    typeof window === "undefined" ? null : leftAt<Kept<Value>, Shown>(name, address),
  );
  useEffect(() => forgetLeft(name), [name]);
  const [values] = useState(() => left?.kept.values ?? createPlaceValues<Value>(holding.lineOf));
  const isLeaving = useRef(false);
  const desk = useRef(left?.kept.desk ?? newDesk<Value>());
  const [conflicts, showConflicts] = useState(left?.kept.desk.conflicts ?? []);
  const setConflicts = (
    change: (before: readonly Conflict<Value>[]) => readonly Conflict<Value>[],
  ) => {
    desk.current.conflicts = change(desk.current.conflicts);
    showConflicts(desk.current.conflicts);
  };

  const applied = (target: Target<Value>) =>
    [target.place, holding.apply(target.shown, target.changes)] as const;

  const meet = (target: Target<Value>, { row, by }: Pick<Conflict<Value>, "row" | "by">) =>
    setConflicts((before) => [
      ...before.filter((one) => one.target.place !== target.place),
      { target, row, by, wanted: target.changes },
    ]);

  /** Sends jobs after whatever is still on its way at their places, and shows what came of each. */
  function send(jobs: readonly Job<Value>[], asks: boolean): Promise<Outcome[]> {
    const { queues, pending, known, own, met } = desk.current;
    const seen = jobs.map(({ target }) => met.get(target.place) ?? 0);
    for (const { target } of jobs) {
      const waiting = pending.get(target.place) ?? 0;
      if (waiting === 0) {
        known.set(target.place, target.shown);
      }
      pending.set(target.place, waiting + 1);
    }
    const settled: [place: string, value: Value][] = [];
    const settle = ({ target }: Job<Value>, answer: Outcome): Outcome => {
      const { place } = target;
      const left = (pending.get(place) ?? 1) - 1;
      pending.set(place, left);
      if (answer.outcome === "changed") {
        known.set(place, holding.read(answer.row));
        own.set(place, answer.row.version);
      } else if (answer.outcome === "conflict") {
        known.set(place, holding.read(answer.row));
        met.set(place, (met.get(place) ?? 0) + 1);
        if (asks) {
          meet(target, answer);
        }
      } else if (answer.outcome === "stale") {
        setConflicts((before) =>
          before.map((one) =>
            one.target.place === place
              ? { ...one, wanted: { ...one.wanted, ...target.changes } }
              : one,
          ),
        );
      }
      const standing = known.get(place);
      if (standing !== undefined && (left === 0 || answer.outcome !== "changed")) {
        settled.push([place, standing]);
      }
      return answer;
    };
    begin(jobs.length);
    const work = Promise.all(jobs.map(({ target }) => queues.get(target.place))).then(async () => {
      const isFresh = jobs.map(({ target }, at) => (met.get(target.place) ?? 0) === seen[at]);
      const answers = await sendChanges(
        jobs.filter((_, at) => isFresh[at]).map((job) => job.request()),
      );
      const outcomes = jobs.map((job, at) =>
        settle(job, isFresh[at] ? (answers.shift() as OneAnswer) : { outcome: "stale" }),
      );
      values.put(settled);
      const has = (outcome: Outcome["outcome"]) => outcomes.some((one) => one.outcome === outcome);
      end(jobs.length, has("failed") ? "failed" : has("changed") ? "saved" : "nothing");
      return outcomes;
    });
    for (const { target } of jobs) {
      queues.set(target.place, work);
    }
    return work;
  }

  /** Where it was changed, what was done; elsewhere nothing. */
  const partsOf = (targets: readonly Target<Value>[], outcomes: readonly Outcome[]) =>
    targets.flatMap((target, at): Part<Value>[] => {
      const outcome = outcomes[at];
      return outcome?.outcome === "changed"
        ? [{ target, id: outcome.row.id, eventId: outcome.eventId }]
        : [];
    });

  function tellProblems(targets: readonly Target<Value>[], outcomes: readonly Outcome[]) {
    const problems = words.problems(
      targets.map((target, at) => ({ who: target.who, answer: outcomes[at] as Outcome })),
    );
    if (problems) {
      announce(problems, "assertive");
    }
    return problems;
  }

  /**
   * Changes all targets as one step. `besides` says what was left out of it before anything was sent. Answers why
   * something of it was not saved, or with nothing once all is.
   */
  async function change(
    targets: readonly Target<Value>[],
    say: Say,
    besides = "",
  ): Promise<string> {
    if (targets.length === 0) {
      if (besides) {
        announce(besides, "assertive");
        notify({ message: besides });
      }
      return "";
    }
    const { own } = desk.current;
    values.put(targets.map(applied));
    const jobs = targets.map((target) => ({
      target,
      request: () =>
        target.request(Math.max(holding.version(target.shown), own.get(target.place) ?? 0)),
    }));
    let problems = "";
    const step: Step<Value> = {
      targets,
      say,
      settled: send(jobs, true).then((outcomes) => {
        const parts = partsOf(targets, outcomes);
        problems = tellProblems(targets, outcomes);
        if (parts.length === 0) {
          desk.current.steps = withoutStep(desk.current.steps, step);
        }
        const message = [
          parts.length > 0 && say(parts.map(({ target }) => target)),
          besides,
          problems,
        ]
          .filter(Boolean)
          .join(" ");
        if (message) {
          notify({ message, ...(parts.length > 0 && { undo: () => undo(step) }) });
        }
        return parts;
      }),
    };
    desk.current.steps = taken(desk.current.steps, step);
    await step.settled;
    return problems;
  }

  /**
   * Sends what can be sent only once a step has been answered. It counts as waiting from the press on: whoever looks at
   * the number, or at "Saved", must not leave before it.
   */
  async function sendAfter(
    step: Step<Value>,
    jobsOf: (parts: readonly Part<Value>[]) => Job<Value>[],
  ) {
    begin(step.targets.length);
    const parts = await step.settled;
    const sending = send(jobsOf(parts), false);
    end(step.targets.length, "nothing");
    return { parts, outcomes: await sending };
  }

  /** Takes back a step, the newest unless one is named. What somebody else changed since is left and told. */
  async function undo(named?: Step<Value>) {
    const step = named ?? desk.current.steps.done.at(-1);
    if (!step || !desk.current.steps.done.includes(step)) {
      announce(t("saving.nothingToUndo"));
      return;
    }
    desk.current.steps = withoutStep(desk.current.steps, step);
    const back = (target: Target<Value>): Target<Value> => ({
      ...target,
      shown: holding.apply(target.shown, target.changes),
      changes: holding.invert(target.shown, target.changes),
    });
    values.put(step.targets.map(({ place, shown }) => [place, shown]));
    const { own } = desk.current;
    const work = sendAfter(step, (parts) =>
      parts.map(({ target, id, eventId }) => ({
        target: back(target),
        request: () =>
          eventId
            ? { kind: "undo", id, eventId }
            : {
                kind: "change",
                id,
                expectedVersion: own.get(target.place) ?? 1,
                changes: back(target).changes,
              },
      })),
    );
    // Among what can be done again at once: quick fingers press on while it is still on its way.
    const taking: Step<Value> = {
      targets: step.targets,
      say: step.say,
      settled: work.then(({ parts, outcomes }) =>
        parts.filter((_, at) => outcomes[at]?.outcome === "changed"),
      ),
    };
    desk.current.steps = takenBack(desk.current.steps, taking);
    const [{ parts, outcomes }, undone] = [await work, await taking.settled];
    const unsent = parts.filter((_, at) => outcomes[at]?.outcome === "failed");
    if (undone.length === 0) {
      desk.current.steps = withoutStep(desk.current.steps, taking);
    }
    if (unsent.length > 0) {
      desk.current.steps = takenAgain(desk.current.steps, stepOf(unsent, step.say));
    }
    tellReturn(parts, outcomes, undone.length > 0 ? words.undone(undone.map(toTarget)) : "");
  }

  /** Does again what was taken back last, where nobody has changed it since. */
  async function redo() {
    const step = desk.current.steps.undone.at(-1);
    if (!step) {
      announce(t("saving.nothingToRedo"));
      return;
    }
    desk.current.steps = withoutStep(desk.current.steps, step);
    values.put(step.targets.map(applied));
    const { own } = desk.current;
    begin(step.targets.length);
    const parts = await step.settled;
    const kept = new Set(parts.map(({ target }) => target.place));
    values.put(
      step.targets.flatMap(({ place }): [string, Value][] => {
        const standing = desk.current.known.get(place);
        return !kept.has(place) && standing !== undefined ? [[place, standing]] : [];
      }),
    );
    const work = send(
      parts.map(({ target, id }) => ({
        target,
        request: () => ({
          kind: "change",
          id,
          expectedVersion: own.get(target.place) ?? 1,
          changes: target.changes,
        }),
      })),
      false,
    );
    end(step.targets.length, "nothing");
    const again: Step<Value> = {
      targets: step.targets,
      say: step.say,
      settled: work.then((outcomes) => partsOf(parts.map(toTarget), outcomes)),
    };
    desk.current.steps = takenAgain(desk.current.steps, again);
    const [outcomes, done] = [await work, await again.settled];
    if (done.length === 0) {
      desk.current.steps = withoutStep(desk.current.steps, again);
    }
    tellReturn(parts, outcomes, done.length > 0 ? step.say(done.map(toTarget)) : "");
  }

  function tellReturn(parts: readonly Part<Value>[], outcomes: Outcome[], done: string) {
    const problems = words.problems(
      parts.map(({ target }, at) => ({ who: target.who, answer: outcomes[at] as Outcome })),
      "return",
    );
    const message = [done, problems].filter(Boolean).join(" ");
    if (problems) {
      announce(message, "assertive");
    }
    if (message) {
      notify({ message });
    }
  }

  /** What is asked about stands at what was read last: a question about an older value would be answered wrongly. */
  async function follow(ids: readonly string[]) {
    const { known } = desk.current;
    await Promise.all(
      ids.map(async (id) => {
        const now = await readStanding(id);
        const asked = desk.current.conflicts.find(({ row }) => row.id === id);
        if (!now || !asked || now.row.version <= asked.row.version) {
          return;
        }
        const { place } = asked.target;
        const value = holding.read(now.row);
        setConflicts((before) => before.map((one) => (one === asked ? { ...one, ...now } : one)));
        if ((desk.current.pending.get(place) ?? 0) === 0) {
          known.set(place, value);
          values.put([[place, value]]);
        }
      }),
    );
  }
  const followAll = useEffectEvent(() => follow(desk.current.conflicts.map(({ row }) => row.id)));
  // Whoever comes back has heard of nothing meanwhile.
  useEffect(() => {
    void followAll();
  }, []);

  /** Leaves for the page at `path`, to come back to `focus` and to what was shown. */
  const leave = (path: string, focus: string, shown?: Shown) =>
    leaveDesk(name, path, { kept: { values, desk: desk.current }, focus, shown: shown ?? null });

  useUndoKeys(undo, redo);
  useEffect(() => onWaiting((count) => announce(t("saving.waiting", { count }))), [t]);
  useEffect(() => {
    const { pending } = desk.current;
    const warn = (event: BeforeUnloadEvent) => {
      if ([...pending.values()].some((count) => count > 0)) {
        event.preventDefault();
      }
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);

  return {
    /** What is shown where something was changed; places that show it subscribe to it. */
    values,
    conflicts,
    /** Others changed these: what is asked about any of them is asked of what stands now. */
    hear(moved: readonly Moved[]) {
      const asked = desk.current.conflicts.filter(({ row }) =>
        moved.some(({ id, version }) => id === row.id && version > row.version),
      );
      void follow(asked.map(({ row }) => row.id));
    },
    change,
    /** The place to which somebody has come back; null where nobody has left. */
    backAt: left?.focus ?? null,
    /** What was shown there, where somebody has come back. */
    backTo: left?.shown ?? null,
    leave,
    /** Goes to another page once what was pressed has been answered, to come back to `focus`. */
    async leaveFor(href: string, focus: string, shown?: Shown) {
      if (isLeaving.current) {
        return;
      }
      isLeaving.current = true;
      await Promise.all(desk.current.queues.values());
      leave(new URL(href, location.href).pathname, focus, shown);
      router.push(href as Route);
    },
    settleConflict(conflict: Conflict<Value>, useMine: boolean) {
      setConflicts((before) => before.filter((one) => one !== conflict));
      if (useMine) {
        const shown = holding.read(conflict.row);
        const target = { ...conflict.target, shown, changes: conflict.wanted };
        desk.current.own.set(target.place, conflict.row.version);
        void change([target], words.changed);
      }
    },
  };
}

const toTarget = <Value>({ target }: Part<Value>) => target;

const stepOf = <Value>(parts: readonly Part<Value>[], say: Say): Step<Value> => ({
  targets: parts.map(toTarget),
  say,
  settled: Promise.resolve(parts),
});

/** Ctrl or Cmd with Z, and with Shift (or Y) for doing it again; in a field they stay the field's own. */
function useUndoKeys(undo: () => void, redo: () => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    const at = event.target instanceof HTMLElement ? event.target : null;
    const isOurs =
      (event.ctrlKey || event.metaKey) &&
      !event.altKey &&
      (key === "z" || (key === "y" && !event.shiftKey));
    if (!isOurs || at?.isContentEditable || at?.closest("input:not([type=checkbox]), textarea")) {
      return;
    }
    event.preventDefault();
    if (key === "y" || event.shiftKey) {
      redo();
    } else {
      undo();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}
