import { most } from "../workbook.ts";
import { Refused } from "./refused.ts";

/** Counts what a workbook holds while it is read, over all of its sheets. */
export class Budget {
  #cells: number = most.cells;
  #characters: number = most.characters;

  /** Throws when there is more than a workbook may hold. */
  spend(cells: number, characters: number): void {
    this.#cells -= cells;
    this.#characters -= characters;
    if (this.#cells < 0 || this.#characters < 0) {
      throw new Refused("tooLarge");
    }
  }
}
