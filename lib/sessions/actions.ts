"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { KeepSession } from "./input";

/** Adds a session, or changes the one whose id was sent along. */
export const keepSession = defineAction({
  input: KeepSession,
  async run(actor, input): Promise<never> {
    const { sessionId } = input;
    if (sessionId) {
      await commands.changeSession(actor, sessionId, input);
    }
    redirect(`/sessions/${sessionId ?? (await commands.addSession(actor, input))}` as Route);
  },
});
