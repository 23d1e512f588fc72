"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";

const nothing = z.object({});

export const loadExample = defineAction({
  input: nothing,
  async run(actor) {
    await commands.loadExample(actor);
    revalidatePath("/", "layout");
  },
});

export const removeExample = defineAction({
  input: nothing,
  async run(actor) {
    await commands.removeExample(actor);
    revalidatePath("/", "layout");
    // The page that it was pressed on may just have gone.
    redirect("/");
  },
});
