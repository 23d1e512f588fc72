/**
 * Short names that people use for more than one State. Whoever types one is asked which State is
 * meant, even where the UN's list gives the bare name to one of them ("Congo" is its name for COG).
 */
export const sharedNames: Readonly<Record<string, readonly string[]>> = {
  Congo: ["COD", "COG"],
  "the Congo": ["COD", "COG"],
  Конго: ["COD", "COG"],
  الكونغو: ["COD", "COG"],
  كونغو: ["COD", "COG"],
  刚果: ["COD", "COG"],
  Korea: ["KOR", "PRK"],
  Corée: ["KOR", "PRK"],
  Corea: ["KOR", "PRK"],
  Корея: ["KOR", "PRK"],
  كوريا: ["KOR", "PRK"],
  // "Reino Unido" in Spanish lists, Russia's two-letter code in others.
  RU: ["GBR", "RUS"],
};

/** Names that hold a State's name and are not that State. In a longer text they are stepped over. */
export const namesOfOtherPlaces: readonly string[] = [
  "American Samoa",
  "Guinea fowl",
  "Guinea pig",
  "Gulf of Guinea",
  "Gulf of Oman",
  "Inner Mongolia",
  "Jordan River",
  "Jordan Valley",
  "Lake Chad",
  "New Guinea",
  "New Mexico",
  "Niger Delta",
  "Niger River",
  "Northern Cyprus",
  "Northern Ireland",
  "Republic of China",
  "River Jordan",
  "River Niger",
  "Sea of Oman",
  "South Georgia",
];
