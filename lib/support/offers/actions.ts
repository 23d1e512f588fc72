"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { ChangeOffer, MakeOffer, PauseOffer, RemoveOffer } from "./input";

const refresh = () => revalidatePath("/support/offers");

export const makeOffer = defineAction({
  input: keyed(MakeOffer),
  async run(actor, { once, ...input }) {
    await commands.makeOffer(actor, input, once);
    refresh();
  },
});

export const changeOffer = defineAction({
  input: ChangeOffer,
  async run(actor, input) {
    await commands.changeOffer(actor, input);
    refresh();
  },
});

export const pauseOffer = defineAction({
  input: PauseOffer,
  async run(actor, input) {
    await commands.pauseOffer(actor, input);
    refresh();
  },
});

export const removeOffer = defineAction({
  input: RemoveOffer,
  async run(actor, input) {
    await commands.removeOffer(actor, input);
    refresh();
  },
});
