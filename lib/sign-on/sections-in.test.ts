import { expect, it } from "vitest";
import type { LanguageText } from "@/db/schema";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { sectionsIn } from "./sections-in";

it("holds no section of which nothing is left for the text's audience", () => {
  const texts: Record<string, LanguageText> = {
    en: {
      title: "Stopped",
      sections: { happened: doc(paragraph("Words.")), risk: { type: "doc" } },
    },
    fr: { title: "", sections: { asks: doc(paragraph("Des mots.")), done: doc(paragraph(" ")) } },
  };
  expect(sectionsIn({ texts })).toEqual(["happened", "asks"]);
});
