"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { AskForPack } from "./input";

export const askForPack = defineAction({
  input: AskForPack,
  async run(actor, input): Promise<never> {
    redirect(`/briefs/packs/${await commands.askForPack(actor, input)}` as Route);
  },
});
