"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import * as access from "./feed-access";

/** Makes the actor's secret address, or a new one in the place of it. The answer holds it this once. */
export const makeFeed = defineAction({
  input: z.object({}),
  async run(actor): Promise<{ link: string }> {
    const link = await access.makeFeed(actor);
    revalidatePath("/settings/calendar");
    return { link };
  },
});

export const endFeed = defineAction({
  input: z.object({}),
  async run(actor): Promise<void> {
    await access.endFeed(actor);
    revalidatePath("/settings/calendar");
  },
});
