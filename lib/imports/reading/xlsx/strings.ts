import type { Parts } from "./parts.ts";
import { readXml } from "./xml.ts";

/** The texts that a workbook keeps once and its cells point to. How to read Japanese names aloud is left out. */
export async function readStrings(parts: Parts, part: string): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let isSpoken = false;
  await readXml(parts.read(part), {
    open(name) {
      if (name === "si") {
        text = "";
      } else if (name === "rPh") {
        isSpoken = true;
      } else if (name === "t") {
        isText = !isSpoken;
      }
    },
    text(more) {
      text += isText ? more : "";
    },
    close(name) {
      if (name === "si") {
        strings.push(text);
      } else if (name === "rPh") {
        isSpoken = false;
      } else if (name === "t") {
        isText = false;
      }
    },
  });
  return strings;
}
