/** Whether two texts are the same but for their ends: forms send their lines with another end than the database keeps. */
export const isSameText = (a: string, b: string): boolean => evened(a) === evened(b);

const evened = (text: string) => text.replace(/\r\n?/g, "\n").trim();
