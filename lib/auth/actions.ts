"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { NoInput, OwnSignIn } from "./input";
import { endOtherSignIns, endOwnSignIn } from "./sign-ins";

/** "Sign out there". */
export const signOutThere = defineAction({
  input: OwnSignIn,
  async run(actor, { id }) {
    await endOwnSignIn(actor, id);
    revalidatePath("/settings/sign-ins");
  },
});

/** "Sign out everywhere else". */
export const signOutElsewhere = defineAction({
  input: NoInput,
  async run(actor) {
    const ended = await endOtherSignIns(actor);
    revalidatePath("/settings/sign-ins");
    return ended;
  },
});
