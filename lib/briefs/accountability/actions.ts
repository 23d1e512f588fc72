"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { AskForReport } from "./input";

export const askForReport = defineAction({
  input: AskForReport,
  async run(actor, input): Promise<never> {
    const jobId = await commands.askForReport(actor, input);
    redirect(`/sessions/${input.sessionId}/after/report/${jobId}` as Route);
  },
});
