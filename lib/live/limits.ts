/** What one socket, person and text may take from the server. Sizes in bytes, times in milliseconds. */
export interface LiveLimits {
  /** One message. */
  message: number;
  /** One message about where somebody is. */
  presence: number;
  /** Messages a second in the long run, and how many at once. */
  rate: number;
  burst: number;
  /** How many messages asking for the whole text weighs. */
  wholeText: number;
  socketsPerPerson: number;
  sockets: number;
  /** Until a text is opened. */
  opening: number;
  /** What may wait for a reader who does not read. */
  unread: number;
  /** Updates that wait in one piece for the one before them. */
  merged: number;
  /** The check of one change. */
  check: number;
  /** The check once more, alone and in a fresh thread, before somebody is blamed. */
  secondCheck: number;
  /** Reading a whole text into the thread that checks. */
  load: number;
  /** Memory of that thread. */
  memory: number;
  /** From a change until the sections are kept as text. */
  derive: number;
  /** Updates after which they are folded, while the text is open and when it is left. */
  foldOpen: number;
  foldLeft: number;
  /** What others were shown and is not stored: until it is called back, and what builds on it no longer waits. */
  owed: number;
  /** Between two looks at what falls due by itself, such as the end of a sign-in. */
  sweep: number;
}

export const limits: LiveLimits = {
  message: 262_144,
  presence: 4_096,
  rate: 50,
  burst: 200,
  wholeText: 20,
  socketsPerPerson: 10,
  sockets: 5_000,
  opening: 10_000,
  unread: 16_777_216,
  merged: 196_608,
  check: 250,
  secondCheck: 1_000,
  load: 10_000,
  memory: 134_217_728,
  derive: 1_000,
  foldOpen: 500,
  foldLeft: 20,
  owed: 20_000,
  sweep: 30_000,
};
