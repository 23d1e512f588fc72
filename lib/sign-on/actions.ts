"use server";

import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { drawAnew, pageOf } from "@/lib/alerts/draw-anew";
import { ThatAlert } from "@/lib/alerts/input";
import { Refusal } from "@/lib/refusal";
import * as commands from "./commands";
import {
  AskToSign,
  Endorse,
  ExtendDeadline,
  NewVersionForSignOn,
  OpenForSignOn,
  ThatRequest,
  WithholdName,
} from "./input";

export const openForSignOn = defineAction({
  input: OpenForSignOn,
  async run(actor, input) {
    const outcome = await commands.openForSignOn(actor, input);
    drawAnew(input);
    return outcome;
  },
});

export const extendDeadline = defineAction({
  input: ExtendDeadline,
  async run(actor, input) {
    await commands.extendDeadline(actor, input);
    drawAnew(input);
  },
});

export const newVersionForSignOn = defineAction({
  input: NewVersionForSignOn,
  async run(actor, input) {
    const outcome = await commands.newVersionForSignOn(actor, input);
    drawAnew(input);
    return outcome;
  },
});

export const askToSign = defineAction({
  input: AskToSign,
  async run(actor, input) {
    await commands.askToSign(actor, input);
    drawAnew(input);
  },
});

export const revokeRequest = defineAction({
  input: ThatRequest,
  async run(actor, input) {
    await commands.revokeRequest(actor, input);
    drawAnew(input);
  },
});

export const withholdName = defineAction({
  input: WithholdName,
  async run(actor, input) {
    await commands.withholdName(actor, input);
    drawAnew(input);
  },
});

export const nudge = defineAction({
  input: ThatRequest,
  async run(actor, input) {
    await commands.nudge(actor, input);
    drawAnew(input);
  },
});

export const nudgeAll = defineAction({
  input: ThatAlert,
  async run(actor, input) {
    await commands.nudgeAll(actor, input);
    drawAnew(input);
  },
});

export const endorse = defineAction({
  input: Endorse,
  async run(actor, input) {
    try {
      await commands.endorse(actor, input);
    } catch (thrown) {
      const isLost = thrown instanceof Refusal && thrown.messageKey === "refusals.noLongerShared";
      // Without scripts the answer is the page drawn anew, and that page is closed to them by now.
      if (isLost && !(await headers()).has("next-action")) {
        redirect("/inbox?unsigned=closed");
      }
      throw thrown;
    }
    drawAnew(input);
    redirect(`${pageOf(input)}/sign?answered=${input.answer}` as Route);
  },
});
