import { expect, it } from "vitest";
import { AskForPack } from "./input";

const sent = {
  sessionId: "0198c0de-0000-7000-8000-000000000001",
  caseIds: ["0198c0de-0000-7000-8000-000000000002"],
  stateKeys: ["aaaaaaaaaa", "bbbbbbbbbb"],
  "language.aaaaaaaaaa": "fr",
  "language.bbbbbbbbbb": "es",
  confirmed: "yes",
};

it("asks for an ask in a language of the missions, and for no more than one", () => {
  const none = AskForPack.safeParse({ ...sent, "ask.en": "Please raise it." });
  expect(none.error?.issues).toMatchObject([{ path: ["ask.fr"], message: "packs.fault.ask" }]);
  expect(AskForPack.safeParse({ ...sent, "ask.es": "Pregunten por ellas." }).success).toBe(true);
});
