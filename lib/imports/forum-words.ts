import type { Forum } from "@/db/reference/words";
import { foldName } from "@/lib/states/names";

const spoken = Object.entries({
  upr: /\b(upr|epu|universal periodic review|examen periodique|pre ?session)/,
  hrc: /\b(hrc|cdh|human rights council|conseil des droits|item [25])/,
  ga: /\b(ga|unga|ag|agnu|general assembly|assemblee generale|third committee|troisieme commission|3c|c3)/,
  bilateral: /\b(bilateral|bilaterale|bilateralement|embassy|ambassade|demarche)/,
}).map(([forum, words]) => ({
  forum: forum as Forum,
  words: new RegExp(`${words.source}\\s?\\d*\\b`),
}));

/** Words that stand beside a forum's name and are no more than it: "58e session du CDH", "HRC 64, June 2027". */
const besideForum =
  /\b(session|sessions|sesion|meeting|the|du|de|la|le|of|\d+(?:e|eme|th|st|nd|rd)?)\b/g;

/** Whether words name a forum, or a session of one, and nothing else: "HRC 64" heads columns of cases and is none. */
export function isForumAlone(text: string): boolean {
  const forum = readForum(text);
  const words = spoken.find((one) => one.forum === forum)?.words;
  return (
    words !== undefined &&
    foldName(text).replace(new RegExp(words, "g"), " ").replace(besideForum, " ").trim() === ""
  );
}

/** The forum that a cell or a heading names ("HRC63", "58e CDH", "EPU 54"); null where it names none, or several. */
export function readForum(text: string): Forum | null {
  if (text === "") {
    return null;
  }
  const folded = foldName(text.slice(0, 200)).replace(/(\d)(e|eme|th|st|nd|rd)\b/g, "$1");
  const found = spoken.filter(({ words }) => words.test(folded));
  return found.length === 1 ? (found[0]?.forum ?? null) : null;
}
