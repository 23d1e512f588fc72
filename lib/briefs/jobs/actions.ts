"use server";

import { refresh } from "next/cache";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { OneJob } from "./input";

export const cancelJob = defineAction({
  input: OneJob,
  async run(actor, input) {
    await commands.cancelJob(actor, input);
    refresh();
  },
});
