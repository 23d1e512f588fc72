"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { MakeReport } from "./input";

export const makeReport = defineAction({
  input: MakeReport,
  async run(actor, input): Promise<never> {
    redirect(`/briefs/${await commands.makeReport(actor, input)}` as Route);
  },
});
