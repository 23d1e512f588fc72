import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "./catalogue";
import { pseudoTag } from "./locales";
import en from "./messages/en";
import { pseudoMessage } from "./pseudo";

function leaves(value: object, path: string[] = []): [string, string][] {
  return Object.entries(value).flatMap(([key, child]): [string, string][] =>
    typeof child === "string"
      ? [[[...path, key].join("."), child]]
      : leaves(child as object, [...path, key]),
  );
}

/** The names of a message's arguments. The words of a branch stand in braces too ("one {Source}") and are none. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const branches = ["plural", "select", "selectordinal"];
  // What each open brace began: a branch's message, a plain argument, or one that has branches.
  const open: ("message" | "plain" | "branching")[] = [];
  for (const [token] of message.matchAll(
    /'[{}][^']*'|\{\s*\w+\s*,\s*\w+|\{\s*\w+\s*(?=\})|[{}]/g,
  )) {
    if (token === "}") {
      open.pop();
    } else if (open.at(-1) === "branching") {
      open.push("message");
    } else if (token.startsWith("{")) {
      const [name = "", format] = token
        .slice(1)
        .split(",")
        .map((part) => part.trim());
      names.add(name);
      open.push(format && branches.includes(format) ? "branching" : "plain");
    }
  }
  return [...names].sort();
}

describe("the pseudo-language", () => {
  it("accents and stretches text between marks", () => {
    expect(pseudoMessage("Open the case")).toBe("⟦Óópééñ théé çááséé⟧");
  });

  it("keeps arguments, plural keywords and the number sign", () => {
    expect(pseudoMessage("{name}: {count, plural, =0 {none} one {# State} other {# States}}")).toBe(
      "⟦{name}: {count, plural, =0 {ñóóñéé} one {# Stáátéé} other {# Stáátéés}}⟧",
    );
  });

  it("keeps select keywords, formats, quotes and tags", () => {
    expect(pseudoMessage("{who, select, us {ours} other {<b>theirs</b>}}")).toBe(
      "⟦{who, select, us {óóúúrs} other {<b>thééíírs</b>}}⟧",
    );
    expect(pseudoMessage("{n, number, ::percent} '{as is}' of it's")).toBe(
      "⟦{n, number, ::percent} '{as is}' óóf íít's⟧",
    );
  });

  it("has the same keys and arguments as English, and is about 40 % longer", () => {
    const english = leaves(en);
    const pseudo = new Map(leaves(catalogueFor("qps")));
    let before = 0;
    let after = 0;
    for (const [key, message] of english) {
      const translated = pseudo.get(key) ?? "";
      expect(argumentsOf(translated), key).toEqual(argumentsOf(message));
      before += message.replace(/\{[^}]*\}/g, "").length;
      after += translated.replace(/\{[^}]*\}/g, "").length;
    }
    expect(after / before).toBeGreaterThan(1.3);
    expect(after / before).toBeLessThan(1.7);
  });

  it("is still understood by the message formatter", () => {
    const t = createTranslator({
      locale: pseudoTag,
      messages: catalogueFor("qps"),
      namespace: "common.saved",
    });
    expect(t("waiting", { count: 1 })).toBe("⟦1 wááíítííñg tóó sééñd⟧");
  });
});
