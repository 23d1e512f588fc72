"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import {
  AnswerShown,
  CloseShown,
  OneShown,
  ReleaseShown,
  ShowRequest,
  TakeRequestBack,
  WriteOfShown,
} from "./input";

const refreshCase = ({ caseId }: { caseId: string }) =>
  revalidatePath(`/cases/${caseId}`, "layout");
const refreshShown = () => revalidatePath("/support/shown", "layout");

export const showRequest = defineAction({
  input: keyed(ShowRequest),
  async run(actor, { once, ...input }) {
    await commands.showRequest(actor, input, paperLanguageOf(actor.locale), once);
    refreshCase(input);
  },
});

export const takeRequestBack = defineAction({
  input: TakeRequestBack,
  async run(actor, input) {
    await commands.takeRequestBack(actor, input);
    refreshCase(input);
  },
});

export const claimShown = defineAction({
  input: OneShown,
  async run(actor, input) {
    try {
      await commands.claimShown(actor, input);
    } finally {
      // Also where another was first: the page says who has it then.
      refreshShown();
    }
  },
});

export const releaseShown = defineAction({
  input: ReleaseShown,
  async run(actor, input) {
    await commands.releaseShown(actor, input);
    refreshShown();
  },
});

export const closeShown = defineAction({
  input: CloseShown,
  async run(actor, input) {
    await commands.closeShown(actor, input);
    refreshShown();
  },
});

export const writeOfShown = defineAction({
  input: WriteOfShown,
  async run(actor, input) {
    await commands.writeOfShown(actor, input);
    refreshShown();
  },
});

export const answerShown = defineAction({
  input: AnswerShown,
  async run(actor, input) {
    await commands.answerShown(actor, input);
    refreshCase(input);
  },
});

/** A post, so that the text is in no page until it is asked for. */
export const readShownText = defineAction({
  input: OneShown,
  run: (actor, input) => commands.readShownText(actor, input),
});
