/** Who signs for somebody else than their own organisation says so in one of these, in the languages of the alerts. */
const forSomebody =
  /\b(?:on behalf of|in the name of|au nom d[eu’']|pour le compte d[eu’']|en nombre de|por cuenta de)|от имени|نيابة عن|باسم|代表(?=\p{L})/iu;

/** How words for an office begin that people write with a capital letter, one after the other. */
const offices =
  /^(?:act|advis|advoca|africa|america|asia|assist|associat|board|campaign|central|chair|chief|co|commun|consejo|conseil|coordin|council|counsel|country|deputy|director|direct|domaine|east|ejecut|emergency|europe|execut|exécut|finance|found|general|général|geneva|global|head|human|interim|international|latin|law|lead|legal|liaison|manag|member|middle|nation|new|north|office|operation|pacific|partner|policy|pres|prés|program|project|protect|public|region|repr|repré|research|rights|secret|secrét|senior|south|special|staff|strateg|support|trea|united|vice|west|york)/i;

const isCapital = (word: string) => /^\p{Lu}\p{L}/u.test(word);

/**
 * Whether a capacity reads as if it named somebody: that one signs for somebody, or two words with capital letters, side by
 * side, of which neither belongs to an office. It looks at nothing but the words.
 */
export function namesSomebody(capacity: string): boolean {
  if (forSomebody.test(capacity)) {
    return true;
  }
  const words = capacity
    .replace(/[,;:()/&]/gu, "$& ")
    .split(/\s+/u)
    .filter(Boolean);
  return words.some((word, at) => {
    const next = words[at + 1];
    return (
      next !== undefined &&
      [word, next].every((one) => isCapital(one) && !offices.test(one)) &&
      !/[,;:()/&]$/u.test(word)
    );
  });
}
