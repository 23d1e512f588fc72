"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { KeepHearings, Nudge, SettleAll, SettleNotice } from "./input";

export const settleNotice = defineAction({
  input: SettleNotice,
  async run(actor, input) {
    await commands.settleNotice(actor, input);
    // The badge stands in the frame of every page.
    revalidatePath("/", "layout");
  },
});

export const settleAll = defineAction({
  input: SettleAll,
  async run(actor, input) {
    await commands.settleAll(actor, input);
    revalidatePath("/", "layout");
  },
});

export const keepHearings = defineAction({
  input: KeepHearings,
  async run(actor, input) {
    await commands.keepHearings(actor, input);
    revalidatePath("/settings/notices");
  },
});

export const nudge = defineAction({
  input: Nudge,
  async run(actor, input) {
    await commands.nudge(actor, input);
    revalidatePath("/cases", "layout");
  },
});
