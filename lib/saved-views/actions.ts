"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { type AskedAgain, askAgain, isAskedAgain } from "@/lib/asked-again";
import { Refusal } from "@/lib/refusal";
import * as commands from "./commands";
import { DeleteView, OpenByItself, OverwriteView, RenameView, SaveView, ShareView } from "./input";
import { nameTaken, noView } from "./saved-view";

const goTo = (saved: string): never => redirect(`/commitments?saved=${saved}` as Route);

/** A name that another view has is asked for again, with all that was typed. */
async function orAnotherName<Done>(
  work: Promise<Done>,
  typed: Record<string, string>,
): Promise<Done | AskedAgain> {
  return work.catch((error: unknown) => {
    if (error instanceof Refusal && error.messageKey === nameTaken) {
      return askAgain(typed, "name", nameTaken, {});
    }
    throw error;
  });
}

/** Keeps what is shown as a new view, and opens it. */
export const saveView = defineAction({
  input: SaveView,
  async run(actor, input): Promise<AskedAgain | undefined> {
    const { shared, opens, name } = input;
    const kept = await orAnotherName(commands.saveView(actor, input), {
      name,
      shared: shared ? "yes" : "",
      opens: opens ? "yes" : "",
    });
    if (isAskedAgain(kept)) {
      return kept;
    }
    revalidatePath("/commitments");
    return goTo(kept.id);
  },
});

/** Puts what is shown in the place of what the view showed. */
export const overwriteView = defineAction({
  input: OverwriteView,
  async run(actor, { id, settings }): Promise<void> {
    await commands.overwriteView(actor, id, settings);
    revalidatePath("/commitments");
    goTo(id);
  },
});

export const renameView = defineAction({
  input: RenameView,
  async run(actor, { id, name }): Promise<AskedAgain | undefined> {
    const done = await orAnotherName(commands.renameView(actor, id, name), { name });
    revalidatePath("/commitments");
    return isAskedAgain(done) ? done : undefined;
  },
});

export const shareView = defineAction({
  input: ShareView,
  async run(actor, { id, shared }): Promise<void> {
    await commands.shareView(actor, id, shared);
    revalidatePath("/commitments");
  },
});

export const deleteView = defineAction({
  input: DeleteView,
  async run(actor, { id }): Promise<void> {
    await commands.deleteView(actor, id);
    revalidatePath("/commitments");
    goTo(noView);
  },
});

export const openByItself = defineAction({
  input: OpenByItself,
  async run(actor, { id }): Promise<void> {
    await commands.openByItself(actor, id);
    revalidatePath("/commitments");
  },
});
