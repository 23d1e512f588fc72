const block = 256;

/** Text for an envelope, filled up to whole blocks: a short name and a long one weigh the same. JSON reads past it. */
export function padded(text: string): string {
  const bytes = Buffer.byteLength(text);
  return text + " ".repeat(Math.ceil(bytes / block) * block - bytes);
}
