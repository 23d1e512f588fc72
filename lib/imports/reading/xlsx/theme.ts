import type { Parts } from "./parts.ts";
import { readXml } from "./xml.ts";

/** The order in which cells count a theme's colours; the file has each dark one before its light one. */
const order = [
  ...["lt1", "dk1", "lt2", "dk2", "accent1", "accent2"],
  ...["accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"],
];

/** A theme's colours as cells count them; undefined where it has not all of them. */
export async function readTheme(parts: Parts, part: string): Promise<string[] | undefined> {
  const colours = new Map<string, string>();
  let isInScheme = false;
  let slot: string | undefined;
  await readXml(parts.read(part), {
    open(name, { val, lastClr }) {
      if (name === "clrScheme") {
        isInScheme = true;
      } else if (isInScheme && order.includes(name)) {
        slot = name;
      } else if (isInScheme && slot && (name === "srgbClr" || name === "sysClr")) {
        const colour = name === "sysClr" ? lastClr : val;
        if (colour && /^[\da-f]{6}$/i.test(colour)) {
          colours.set(slot, colour);
        }
      }
    },
    close(name) {
      isInScheme = isInScheme && name !== "clrScheme";
    },
  });
  const found = order.map((name) => colours.get(name));
  return found.every((colour) => colour !== undefined) ? found : undefined;
}
