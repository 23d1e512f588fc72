"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { drawAnew, pageOf } from "@/lib/alerts/draw-anew";
import { ThatAlert } from "@/lib/alerts/input";
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
    await commands.endorse(actor, input);
    drawAnew(input);
    redirect(`${pageOf(input)}/sign?answered=${input.answer}` as Route);
  },
});
