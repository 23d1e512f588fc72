"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { EndCaution, NoteCaution, NoteContact, RemoveContact, ShareContact } from "./input";

export const noteCaution = defineAction({
  input: keyed(NoteCaution),
  async run(actor, { once, ...input }) {
    await commands.noteCaution(actor, input, once);
    revalidatePath(`/states/${input.stateKey}`);
  },
});

export const endCaution = defineAction({
  input: EndCaution,
  async run(actor, input) {
    await commands.endCaution(actor, input);
    revalidatePath(`/states/${input.stateKey}`);
  },
});

export const noteContact = defineAction({
  input: keyed(NoteContact),
  async run(actor, { once, ...input }) {
    await commands.noteContact(actor, input, once);
    revalidatePath(`/states/${input.stateKey}`);
  },
});

export const removeContact = defineAction({
  input: RemoveContact,
  async run(actor, input) {
    await commands.removeContact(actor, input);
    revalidatePath(`/states/${input.stateKey}`);
  },
});

export const shareContact = defineAction({
  input: ShareContact,
  async run(actor, input) {
    await commands.shareContact(actor, input);
    revalidatePath(`/states/${input.stateKey}`);
  },
});

export const hideContact = defineAction({
  input: ShareContact,
  async run(actor, input) {
    await commands.hideContact(actor, input);
    revalidatePath(`/states/${input.stateKey}`);
  },
});
