/** Makes something of a language once and keeps it: phrases are read, and formats put together, at a cost each time. */
export function eachLanguageOnce<Language extends string, Made>(
  make: (language: Language) => Made,
): (language: Language) => Made {
  const made = new Map<Language, Made>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}
