/**
 * The kinds of message that a browser may send, by their number in Hocuspocus' protocol; every other ends the socket. Who
 * may send which stands in messages.test.ts.
 */
export const messages = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, close: 7 };

/** What is in a Sync, by its number in y-protocols. */
export const syncs = { wholeText: 0, answer: 1, update: 2 };
