"use server";

import { redirect } from "next/navigation";
import { definePublicAction } from "@/lib/action";
import { keepSignIn } from "@/lib/auth/begin";
import * as commands from "./commands";
import { SetUp } from "./input";

export const setUp = definePublicAction({
  input: SetUp,
  async run(visitor, input): Promise<never> {
    await keepSignIn(await commands.setUp(visitor, input));
    redirect("/welcome");
  },
});
