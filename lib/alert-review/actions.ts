"use server";

import { defineAction } from "@/lib/action";
import { drawAnew } from "@/lib/alerts/draw-anew";
import { Move, ThatAlert } from "@/lib/alerts/input";
import * as commands from "./commands";
import { Approve, CheckConsent, SaveVersion } from "./input";

export const saveVersion = defineAction({
  input: SaveVersion,
  async run(actor, input) {
    await commands.saveVersion(actor, input);
    drawAnew(input);
  },
});

export const sendForReview = defineAction({
  input: SaveVersion,
  async run(actor, input) {
    await commands.sendForReview(actor, input);
    drawAnew(input);
  },
});

export const approve = defineAction({
  input: Approve,
  async run(actor, input) {
    await commands.approve(actor, input);
    drawAnew(input);
  },
});

export const startConsentCheck = defineAction({
  input: ThatAlert,
  async run(actor, input) {
    await commands.startConsentCheck(actor, input);
    drawAnew(input);
  },
});

export const sendBack = defineAction({
  input: Move,
  async run(actor, input) {
    await commands.sendBack(actor, input);
    drawAnew(input);
  },
});

export const checkConsent = defineAction({
  input: CheckConsent,
  async run(actor, input) {
    const outcome = await commands.checkConsent(actor, input);
    drawAnew(input);
    return outcome;
  },
});
