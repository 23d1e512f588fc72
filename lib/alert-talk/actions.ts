"use server";

import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { Comment, OpenThread, SettleThread } from "./input";

/** Gives the id for the mark at which the thread is anchored. */
export const openThread = defineAction({
  input: keyed(OpenThread),
  run: (actor, { once, ...input }) => commands.openThread(actor, input, once),
});

export const comment = defineAction({
  input: keyed(Comment),
  run: (actor, { once, ...input }) => commands.comment(actor, input, once),
});

export const settleThread = defineAction({
  input: SettleThread,
  run: (actor, input) => commands.settleThread(actor, input),
});
