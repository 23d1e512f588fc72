import { exampleStateNames, exampleStates } from "@/db/reference/example-states";
import { foldName } from "@/lib/states/names";

const names = new Set(
  exampleStates.flatMap(({ code, number }) =>
    [code, ...Object.values(exampleStateNames(number))].map(foldName),
  ),
);

/** Whether somebody calls an invented State: where the example is not loaded it is none. */
export const isExampleName = (typed: string): boolean => names.has(foldName(typed));
