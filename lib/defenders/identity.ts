/** What the team alone may know of a defender. Encrypted as one, so that not even the lengths can be told apart. */
export interface Identity {
  name: string;
  contact: string;
  family: string;
}

const block = 256;

/** As text for the envelope, padded to whole blocks: a short name and a long one weigh the same. */
export function writeIdentity({ name, contact, family }: Identity): string {
  const written = JSON.stringify({ name, contact, family });
  const bytes = Buffer.byteLength(written);
  return written + " ".repeat(Math.ceil(bytes / block) * block - bytes);
}

export function parseIdentity(text: string): Identity {
  const { name = "", contact = "", family = "" } = JSON.parse(text) as Partial<Identity>;
  return { name, contact, family };
}
