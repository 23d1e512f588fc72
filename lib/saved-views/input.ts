import { z } from "zod";
import { settingsOf } from "@/lib/commitments/settings";
import { longestName } from "./saved-view";

const id = z.guid();

const name = z
  .string({ error: "views.nameNeeded" })
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "views.nameNeeded").max(longestName, "forms.tooLong"));

/** As the address writes them, and read by the same rules. */
const settings = z
  .string()
  .max(20_000)
  .default("")
  .transform((text) => settingsOf(Object.fromEntries(new URLSearchParams(text))));

const flag = z
  .enum(["yes", "no"])
  .default("no")
  .transform((word) => word === "yes");

export const SaveView = z.object({ name, settings, shared: flag, opens: flag });
export type SaveView = z.output<typeof SaveView>;

export const OverwriteView = z.object({ id, settings });
export const RenameView = z.object({ id, name });
export const ShareView = z.object({ id, shared: flag });
export const DeleteView = z.object({ id });
/** Which view opens by itself; without one the tracker opens with everything. */
export const OpenByItself = z.object({ id: id.optional() });
