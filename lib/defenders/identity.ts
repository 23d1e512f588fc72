import { spellingsOf } from "./spellings";

/** What the team alone may know of a defender. Encrypted as one, so that not even the lengths can be told apart. */
export interface Identity {
  name: string;
  contact: string;
  family: string;
}

/**
 * An identity as it is kept. Whoever was once written down under another name may stand under it in texts, so that each
 * stays with the new one, sealed with it and protected like it.
 */
export interface KeptIdentity extends Identity {
  earlierNames: string[];
}

/** As text for the envelope. */
export function writeIdentity({ name, contact, family, earlierNames }: KeptIdentity): string {
  return JSON.stringify({
    name,
    contact,
    family,
    ...(earlierNames.length > 0 && { earlierNames }),
  });
}

export function parseIdentity(text: string): KeptIdentity {
  const {
    name = "",
    contact = "",
    family = "",
    earlierNames = [],
  } = JSON.parse(text) as Partial<KeptIdentity>;
  return { name, contact, family, earlierNames };
}

/** Every name under which a defender is or was written down, each once; none for one of whom no name was entered. */
function namesOf({ name, earlierNames }: Pick<KeptIdentity, "name" | "earlierNames">): string[] {
  return [...new Set([name.trim(), ...earlierNames])].filter(Boolean);
}

/** What is looked for in texts: every name of a defender, in each spelling and script in which it was entered. */
export function protectedNamesOf(identity: Pick<KeptIdentity, "name" | "earlierNames">): string[] {
  return [...new Set(namesOf(identity).flatMap(spellingsOf))];
}

/** The same person written down anew: what they were called before stays with them. */
export function replaceIdentity(before: KeptIdentity | null, next: Identity): KeptIdentity {
  const earlier = before ? namesOf(before) : [];
  return { ...next, earlierNames: earlier.filter((name) => name !== next.name.trim()) };
}
