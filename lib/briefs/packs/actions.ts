"use server";

import type { Route } from "next";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { AskForPack, OnePack } from "./input";

export const askForPack = defineAction({
  input: AskForPack,
  async run(actor, input): Promise<never> {
    redirect(`/briefs/packs/${await commands.askForPack(actor, input)}` as Route);
  },
});

export const secondPack = defineAction({
  input: OnePack,
  async run(actor, input) {
    await commands.secondPack(actor, input);
    refresh();
  },
});

export const takeBackPack = defineAction({
  input: OnePack,
  async run(actor, input) {
    await commands.takeBackPack(actor, input);
    refresh();
  },
});
