"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { KeepHearings, SettleAll, SettleNotice } from "./input";

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
