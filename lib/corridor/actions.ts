"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { type AskedAgain, askAgain } from "@/lib/asked-again";
import type { Actor } from "@/lib/auth/actor";
import { keyed, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { findStateByKey, isStateOpen } from "@/lib/states/queries";
import * as commands from "./commands";
import type { NoteOutcome } from "./corridor";
import { CorridorNote, PinState, QueuedNote, UndoNote } from "./input";
import { setPin } from "./pins";

/** Keeps a note that came as a plain form. Where somebody moved the ask meanwhile, the form comes back and asks. */
export const keepNote = defineAction({
  input: keyed(CorridorNote),
  async run(actor, { once, ...note }): Promise<AskedAgain> {
    const code = await codeOf(actor, note.stateKey);
    const id = rowIdOf(actor, "corridor", note, once ?? crypto.randomUUID());
    const kept = await commands.keepNote(actor, code, note, id);
    if (kept.outcome === "conflict") {
      const { stage, word, by } = kept.standing;
      return askAgain(
        { ...note, seenStage: stage, seenWord: word ?? "" },
        "meanwhile",
        "corridor.meanwhile.field",
        { stage, by: by ?? "none" },
      );
    }
    revalidatePath("/", "layout");
    redirect(`/corridor?kept=${id}` as Route);
  },
});

/** Keeps a note that waited on a device. */
export const keepQueuedNote = defineAction({
  input: QueuedNote,
  async run(actor, { key, note }): Promise<NoteOutcome> {
    const code = await codeOf(actor, note.stateKey);
    return commands.keepNote(actor, code, note, commands.idOfKey(actor, key));
  },
});

/** Takes back what was just noted. */
export const undoNote = defineAction({
  input: UndoNote,
  async run(actor, what): Promise<NoteOutcome> {
    const id = "key" in what ? commands.idOfKey(actor, what.key) : what.id;
    const undone = await commands.undoNote(actor, id);
    revalidatePath("/", "layout");
    return undone;
  },
});

/** Keeps a State on top of the actor's corridor, or no more. */
export const pinState = defineAction({
  input: PinState,
  async run(actor, { stateKey, pin }): Promise<void> {
    await setPin(actor, await codeOf(actor, stateKey), pin);
    revalidatePath("/corridor");
  },
});

async function codeOf(actor: Actor, key: string): Promise<string> {
  const state = await findStateByKey(actor, key);
  if (!state || !(await isStateOpen(actor, state))) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return state.code;
}
