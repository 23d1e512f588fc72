"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { AddEntry, KeepEntry, OneEntry } from "./input";

const refresh = () => revalidatePath("/support", "layout");

export const addSupportEntry = defineAction({
  input: keyed(AddEntry),
  async run(actor, { once, ...input }) {
    const key = await commands.addEntry(actor, input, once);
    refresh();
    redirect(`/support/directory/${key}` as Route);
  },
});

export const keepSupportEntry = defineAction({
  input: KeepEntry,
  async run(actor, input) {
    await commands.keepEntry(actor, input);
    refresh();
    redirect(`/support/directory/${input.key}` as Route);
  },
});

export const checkSupportEntry = defineAction({
  input: OneEntry,
  async run(actor, input) {
    await commands.checkEntry(actor, input);
    refresh();
  },
});

export const retireSupportEntry = defineAction({
  input: OneEntry,
  async run(actor, input) {
    await commands.retireEntry(actor, input);
    refresh();
  },
});

export const restoreSupportEntry = defineAction({
  input: OneEntry,
  async run(actor, input) {
    await commands.restoreEntry(actor, input);
    refresh();
  },
});
