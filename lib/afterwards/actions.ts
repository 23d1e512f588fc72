"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import * as commands from "./commands";
import { GiveReason, MakeSteps, RecordLater } from "./input";

/** An account stands on the session, on its cases, on Today and in the calendar. */
const drawAnew = () => revalidatePath("/", "layout");

export const giveReason = defineAction({
  input: GiveReason,
  async run(actor, input) {
    await commands.giveReason(actor, input);
    drawAnew();
  },
});

/** Thank-you or follow-up steps, one for each State, in the words of whoever makes them. */
export const makeSteps = defineAction({
  input: MakeSteps,
  async run(actor, { states, ...input }) {
    const t = await getTranslations("afterwards.steps");
    const byKey = new Map(
      (await listStates({ ...actor, hasExample: true })).map((state) => [state.key, state]),
    );
    const wanted = [...new Set(states)].flatMap((key) => byKey.get(key) ?? []);
    await commands.makeSteps(
      actor,
      input,
      wanted.map((state) => ({
        code: state.code,
        title: t(`named.${input.purpose}`, { state: stateName(state, actor.locale) }),
      })),
    );
    drawAnew();
  },
});

export const recordLater = defineAction({
  input: keyed(RecordLater),
  async run(actor, { once, ...input }) {
    await commands.recordLater(actor, input, once);
    drawAnew();
  },
});
