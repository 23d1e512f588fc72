/**
 * Invented States. Every invented position, refusal or promise in this repository hangs on one of
 * these, never on a real State. The codes use ISO 3166's user-assigned range (XAA to XZZ), so no
 * real State will ever get one.
 */
export type ExampleState = {
  code: string;
  number: number;
  regionalGroup: "EXAMPLE_A" | "EXAMPLE_B" | "EXAMPLE_C" | "EXAMPLE_D";
};

export const exampleStates: readonly ExampleState[] = [
  { code: "XEA", number: 1, regionalGroup: "EXAMPLE_A" },
  { code: "XEB", number: 2, regionalGroup: "EXAMPLE_A" },
  { code: "XEC", number: 3, regionalGroup: "EXAMPLE_B" },
  { code: "XED", number: 4, regionalGroup: "EXAMPLE_B" },
  { code: "XEE", number: 5, regionalGroup: "EXAMPLE_C" },
  { code: "XEF", number: 6, regionalGroup: "EXAMPLE_C" },
  { code: "XEG", number: 7, regionalGroup: "EXAMPLE_D" },
];

/** The name of an invented State in the six languages of the UN. */
export function exampleStateNames(number: number) {
  return {
    en: `Example State ${number}`,
    fr: `État d’exemple ${number}`,
    es: `Estado de ejemplo ${number}`,
    ru: `Государство-пример ${number}`,
    ar: `دولة مثال ${number}`,
    zh: `示例国 ${number}`,
  };
}
