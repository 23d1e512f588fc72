"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { keepLooks } from "@/lib/auth/begin";
import { currentVisitor } from "@/lib/auth/visitor";
import * as commands from "./commands";
import { PasswordChange, Preferences } from "./input";

export const keepPreferences = defineAction({
  input: Preferences,
  async run(actor, input) {
    await commands.keepPreferences(actor, input);
    await keepLooks({ ...input, lowData: input.lowData !== undefined });
    revalidatePath("/", "layout");
  },
});

export const changePassword = defineAction({
  input: PasswordChange,
  async run(actor, input) {
    await commands.changePassword(actor, input, await currentVisitor());
    revalidatePath("/settings/sign-ins");
  },
});
