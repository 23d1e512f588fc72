"use server";

import type { Route } from "next";
import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { KeepBrief, MakeBrief, OneBrief, OneDraft, StartBrief } from "./input";

export const startBrief = defineAction({
  input: StartBrief,
  async run(actor, input): Promise<never> {
    redirect(`/briefs/drafts/${await commands.startBrief(actor, input)}` as Route);
  },
});

export const keepBrief = defineAction({
  input: KeepBrief,
  async run(actor, input) {
    // Before the command: a refused form too must come back with what the draft now says.
    revalidatePath(`/briefs/drafts/${input.draftId}`);
    await commands.keepBrief(actor, input);
  },
});

export const makeBrief = defineAction({
  input: MakeBrief,
  async run(actor, input): Promise<never> {
    // Before the command: a refused form comes back beside what has changed meanwhile.
    revalidatePath(`/briefs/drafts/${input.draftId}`);
    redirect(`/briefs/${await commands.makeBrief(actor, input)}` as Route);
  },
});

export const dropDraft = defineAction({
  input: OneDraft,
  async run(actor, input): Promise<never> {
    await commands.dropDraft(actor, input);
    redirect("/briefs" as Route);
  },
});

export const closeBrief = defineAction({
  input: OneBrief,
  async run(actor, input) {
    await commands.closeBrief(actor, input);
    revalidatePath(`/briefs/${input.briefId}`);
  },
});

export const secondBrief = defineAction({
  input: OneBrief,
  async run(actor, input) {
    await commands.secondBrief(actor, input);
    refresh();
  },
});

export const takeBackSecond = defineAction({
  input: OneBrief,
  async run(actor, input) {
    await commands.takeBackSecond(actor, input);
    refresh();
  },
});

export const takeBackBrief = defineAction({
  input: OneBrief,
  async run(actor, input) {
    const draftId = await commands.takeBackBrief(actor, input);
    if (draftId) {
      redirect(`/briefs/drafts/${draftId}` as Route);
    }
    refresh();
  },
});
