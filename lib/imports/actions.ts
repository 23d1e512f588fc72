"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { ChooseMeanings, OneImport } from "./input";

/** Keeps what its author says of a draft; the page then shows what it would do. */
export const chooseMeanings = defineAction({
  input: ChooseMeanings,
  async run(actor, { id, choices }): Promise<void> {
    await commands.chooseMeanings(actor, id, choices);
    revalidatePath(`/commitments/import/${id}`);
  },
});

/** Drops a draft with its file. */
export const dropImport = defineAction({
  input: OneImport,
  async run(actor, { id }): Promise<void> {
    await commands.dropImport(actor, id);
    revalidatePath("/commitments/import");
    redirect("/commitments/import" as Route);
  },
});

/** Takes an import back as one. */
export const undoImport = defineAction({
  input: OneImport,
  async run(actor, { id }) {
    const done = await commands.undoImport(actor, id);
    revalidatePath("/", "layout");
    return done;
  },
});
