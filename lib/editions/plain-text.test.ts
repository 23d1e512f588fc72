import { expect, it } from "vitest";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { draftText, plainText } from "./plain-text";
import { editionDay } from "./words";

const edition = {
  language: "en",
  audience: "public",
  number: 2,
  issuedAt: new Date("2026-11-24T12:00:00Z"),
  issuer: "Organisation 3",
  signatories: [
    { name: "Organisation 1", capacity: "Director" },
    { name: "Organisation 2", capacity: "" },
  ],
  unnamedSignatories: 1,
  correction: "The day was wrong.",
  hash: "ab".repeat(32),
  address: "https://plenary.example.org/editions/x",
  content: {
    title: "Two people stopped",
    sections: {
      happened: doc(
        paragraph("They were held."),
        {
          type: "bulletList",
          content: [
            { type: "listItem", content: [paragraph("A first thing.")] },
            { type: "listItem", content: [paragraph("A second.")] },
          ],
        },
        paragraph(
          "See ",
          {
            type: "text",
            text: "the ",
            marks: [{ type: "link", attrs: { href: "https://example.org/a" } }],
          },
          {
            type: "text",
            text: "account",
            marks: [{ type: "bold" }, { type: "link", attrs: { href: "https://example.org/a" } }],
          },
          " and ",
          {
            type: "text",
            text: "this",
            marks: [{ type: "link", attrs: { href: "javascript:alert(1)" } }],
          },
          ".",
        ),
      ),
      asks: doc({
        type: "ask",
        attrs: { forum: "upr" },
        content: [paragraph("Raise it.")],
      }),
    },
  },
} as const;

it("an edition as plain text says all that it says on the page, in order", () => {
  expect(plainText(edition as unknown as Parameters<typeof plainText>[0])).toBe(
    [
      "Alert about a reprisal · Public edition · Edition 2 · 24 November 2026",
      "Two people stopped",
      "Issued by: Organisation 3",
      "Correction: The day was wrong.",
      "What we ask\n[Universal Periodic Review]\nRaise it.",
      "What happened\nThey were held.\n\n- A first thing.\n- A second.\n\nSee the account (https://example.org/a) and this.",
      "Signed by\n- Organisation 1, Director\n- Organisation 2\n1 more signed without publishing its name.",
      `Fingerprint (SHA-256): ${"ab".repeat(32)}\nhttps://plenary.example.org/editions/x\n`,
    ].join("\n\n"),
  );
});

it("Arabic says the month by both its names", () => {
  expect(editionDay(new Date("2018-04-24T12:00:00Z"), "ar")).toBe("24 نيسان/أبريل 2018");
});

it("says of a draft that it is one, in its own language", () => {
  const draft = (language: "en" | "ar") =>
    draftText({
      language,
      audience: "missions",
      content: { title: "1", sections: { happened: doc(paragraph("2")) } },
    });
  expect(draft("en")).toBe(
    "Alert about a reprisal · Edition for missions · Draft, not issued\n\n1\n\nWhat happened\n2\n",
  );
  expect(draft("ar")).toContain("مسودة لم تصدر بعد\n\n1\n\nما حدث\n2\n");
});
