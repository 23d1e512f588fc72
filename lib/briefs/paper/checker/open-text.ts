import { textBullet } from "../text";
import { nothingFound, type Opened } from "./opened";

/** Opens a finished text; which of its lines frame it is known from the paper alone. */
export function openText(text: string): Opened {
  const lines = text
    .split("\n")
    .map((line) => (line.startsWith(textBullet) ? line.slice(textBullet.length) : line))
    .filter((line) => line.trim() !== "");
  return { ...nothingFound(), lines };
}
