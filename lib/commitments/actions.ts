"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { defineAction } from "@/lib/action";
import { type AskedAgain, askAgain } from "@/lib/asked-again";
import { Refusal } from "@/lib/refusal";
import { foldName, stateName } from "@/lib/states/names";
import { listStates, stateMatcher } from "@/lib/states/queries";
import { findAskPlace } from "./choice-queries";
import * as commands from "./commands";
import type { CommitmentChanges } from "./commitment";
import {
  ChangeCommitment,
  ChangeCommitmentForm,
  OpenCommitments,
  SetCell,
  UndoChange,
} from "./input";
import {
  mayMean,
  mostUnclear,
  resolveNames,
  type UnclearName,
  withoutState,
} from "./resolve-states";

export type OpenedResult =
  | { outcome: "opened"; opened: string[]; already: number; apart: number; caseId: string }
  /** Names that must be asked about first. Nothing was opened. */
  | {
      outcome: "unclear";
      unclear: (UnclearName & {
        fits: "several" | "none";
        /** The name of the State concerned, where it may be meant: it is never offered. */
        concerned: string | null;
      })[];
      chosen: string[];
      input: OpenCommitments;
    };

/**
 * Asks States to raise a case. Names that fit several States, or none, come back as questions; the State concerned
 * comes back left out and named.
 */
export const openCommitments = defineAction({
  input: OpenCommitments,
  async run(actor, input): Promise<OpenedResult | AskedAgain> {
    const [states, matcher] = [await listStates(actor), await stateMatcher(actor)];
    const byKey = new Map(states.map((state) => [state.key, state.code]));
    const keyOf = new Map(states.map((state) => [state.code, state.key]));
    const meant = input.meant.map((answer) => answer.split(":") as [string, string]);
    const chosen = [...input.states, ...meant.map(([, key]) => key)].flatMap(
      (key) => byKey.get(key ?? "") ?? [],
    );
    const { codes, unclear } = resolveNames(input.names, matcher);
    const place = await findAskPlace(actor, input.caseId, input.sessionId);
    // A shared case may concern an Example State that the actor's own list does not have.
    const everyone = { ...actor, hasExample: true };
    const concerned = (await listStates(everyone)).find(
      (state) => state.code === place?.case.countryCode,
    );
    const concernedName = concerned ? stateName(concerned, actor.locale) : null;
    const ofAll = await stateMatcher(everyone);
    if (
      concerned &&
      concernedName !== null &&
      (resolveNames(input.names, ofAll).codes.includes(concerned.code) ||
        input.states.includes(concerned.key))
    ) {
      const left = {
        ...input,
        names: withoutState(input.names, concerned.code, ofAll),
        states: input.states.filter((key) => key !== concerned.key),
      };
      return askAgain(left, "names", "commitments.new.concerned", { state: concernedName });
    }
    // Each unclear name has been answered by a State, or left out on purpose.
    const answered = new Set(meant.map(([text]) => foldName(decodeURIComponent(text))));
    const open = unclear.filter((name) => !answered.has(foldName(name.text)));
    if (open.length > mostUnclear) {
      return askAgain(input, "names", "commitments.new.tooManyUnclear", {
        count: open.length,
        most: mostUnclear,
      });
    }
    const all = [...new Set([...chosen, ...codes])];
    if (open.length > 0) {
      const keys = (codes: string[]) =>
        codes.flatMap((code) => (code === concerned?.code ? [] : (keyOf.get(code) ?? [])));
      return {
        outcome: "unclear",
        unclear: open.map((name) => ({
          text: name.text,
          codes: keys(name.codes),
          nearest: keys(name.nearest),
          isGroup: name.isGroup,
          fits: name.codes.length > 0 ? ("several" as const) : ("none" as const),
          concerned: concerned && mayMean(name.text, concerned.code, ofAll) ? concernedName : null,
        })),
        chosen: keys(all),
        // A form that was answered is emptied; this fills it again.
        input,
      };
    }
    if (all.length === 0) {
      throw new Refusal("rule", "commitments.new.noState");
    }
    const t = await getTranslations("checkIns.embassy");
    const result = await commands.openCommitments(actor, all, input, t("occasion"));
    revalidatePath("/commitments", "layout");
    return {
      outcome: "opened",
      opened: result.opened,
      already: result.already.length,
      apart: result.apart,
      caseId: input.caseId,
    };
  },
});

/** One change in place. Nothing is rendered anew: the answer carries the row. */
export const changeCommitment = defineAction({
  input: ChangeCommitment,
  run: (actor, { id, changes, expectedVersion, because }) =>
    commands.changeCommitment(actor, id, changes as CommitmentChanges, expectedVersion, because),
});

/** The same from the form on the commitment's own page. */
export const changeCommitmentForm = defineAction({
  input: ChangeCommitmentForm,
  async run(actor, { id, expectedVersion, shown, because, ...sent }) {
    const changes: Record<string, unknown> = { ...sent };
    for (const field of shown) {
      changes[field] ??= emptied[field];
    }
    const result = await commands.changeCommitment(
      actor,
      id,
      changes as CommitmentChanges,
      expectedVersion,
      because,
    );
    revalidatePath("/commitments", "layout");
    return result;
  },
});

/** What an emptied field becomes. */
const emptied: Record<string, unknown> = {
  nextStep: "",
  wordSaidBy: "",
  wordHeardBy: "",
  wordText: "",
  wordingAsked: "",
  wordingOffered: "",
  condition: "",
  dueOn: null,
  wordOn: null,
  askedOn: null,
  withCapital: false,
};

/** Stage or word of one cell of the matrix. */
export const setCell = defineAction({
  input: SetCell,
  async run(actor, { state, ...cell }) {
    const found = (await listStates(actor)).find(({ key }) => key === state);
    if (!found) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    return commands.setCell(actor, { ...cell, stateCode: found.code });
  },
});

/** Takes one change back. */
export const undoChange = defineAction({
  input: UndoChange,
  async run(actor, { id, eventId }) {
    const result = await commands.undoChange(actor, id, eventId);
    revalidatePath("/commitments", "layout");
    return result;
  },
});
