import type { Unreadable } from "../workbook.ts";

/** The file is not read. It ends here, with one reason. */
export class Refused extends Error {
  readonly reason: Unreadable;

  constructor(reason: Unreadable) {
    super(reason);
    this.reason = reason;
  }
}
