"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { askAgain } from "@/lib/asked-again";
import { mostUnclear, resolveNames } from "@/lib/commitments/resolve-states";
import { keyed } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { listStates, stateMatcher } from "@/lib/states/queries";
import * as commands from "./commands";
import { AddEvidence, RecordIntervention } from "./input";

/** Records that States raised cases, with the first evidence for it. */
export const recordIntervention = defineAction({
  input: keyed(RecordIntervention),
  async run(actor, { once, ...input }) {
    const byKey = new Map(
      (await listStates(actor)).map((state) => [state.key, state.code] as const),
    );
    const speaker = byKey.get(input.deliveredBy);
    const named = resolveNames(input.onBehalfOfNames, await stateMatcher(actor));
    if (!speaker) {
      throw new Refusal("rule", "interventions.record.noSpeaker");
    }
    if (named.unclear.length > 0) {
      const shown = named.unclear.slice(0, mostUnclear).map(({ text }) => `“${text}”`);
      return askAgain(input, "onBehalfOfNames", "interventions.record.unclearNames", {
        names: new Intl.ListFormat(actor.locale === "qps" ? "en" : actor.locale).format(shown),
        count: named.unclear.length,
      });
    }
    const others = input.onBehalfOfStates.flatMap((key) => byKey.get(key) ?? []);
    const result = await commands.recordIntervention(
      actor,
      speaker,
      [...others, ...named.codes],
      input,
      once,
    );
    revalidatePath("/commitments", "layout");
    return result;
  },
});

/** Adds a further source to an intervention. */
export const addEvidence = defineAction({
  input: AddEvidence,
  async run(actor, input) {
    await commands.addEvidence(actor, input);
    revalidatePath("/commitments", "layout");
  },
});
