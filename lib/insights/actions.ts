"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { dropChartText, keepChartText } from "./commands";
import { TellChart, UntellChart } from "./input";

export const tellChart = defineAction({
  input: TellChart,
  async run(actor, input) {
    await keepChartText(actor, input);
    revalidatePath("/insights", "layout");
  },
});

export const untellChart = defineAction({
  input: UntellChart,
  async run(actor, input) {
    await dropChartText(actor, input);
    revalidatePath("/insights", "layout");
  },
});
