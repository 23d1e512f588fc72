"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { MakeGuestLink, OneGuestLink, SettleReply } from "./input";

export const makeGuestLink = defineAction({
  input: keyed(MakeGuestLink),
  async run(actor, { once, ...input }) {
    await commands.makeGuestLink(actor, input, once);
    revalidatePath(`/briefs/${input.briefId}`);
  },
});

export const secondGuestLink = defineAction({
  input: OneGuestLink,
  async run(actor, input) {
    await commands.secondGuestLink(actor, input);
    revalidatePath(`/briefs/${input.briefId}`);
  },
});

export const endGuestLink = defineAction({
  input: OneGuestLink,
  async run(actor, input) {
    await commands.endGuestLink(actor, input);
    revalidatePath(`/briefs/${input.briefId}`);
  },
});

export const confirmReply = defineAction({
  input: SettleReply,
  async run(actor, input) {
    await commands.confirmReply(actor, input);
    revalidatePath("/briefs/answers");
  },
});

export const setReplyAside = defineAction({
  input: SettleReply,
  async run(actor, input) {
    await commands.setReplyAside(actor, input);
    revalidatePath("/briefs/answers");
  },
});
