import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import type { TextNode } from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aConsent, aDefender, aMember, anOrganisation } from "@/db/testing/factories";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { aVersionToSign, aWrittenAlert } from "@/lib/alerts/testing";

useDatabase();

const person = uuidv7();
const chip: TextNode = { type: "person", attrs: { id: person } };
const bold = { type: "bold" };
const only = (text: string, instead = "", ...others: TextNode["marks"] & object): TextNode => ({
  type: "text",
  text,
  marks: [...others, { type: "only", attrs: { id: uuidv7(), upTo: "coalition", instead } }],
});

async function read(blocks: TextNode[], audience = "public"): Promise<TextNode> {
  const sql = asSuperuser();
  const [row] = await sql<{ node: TextNode }[]>`
    select app.reduce_node(${sql.json(doc(...blocks) as never)}, ${audience},
      ${sql.json({ [person]: "The lawyer" })}, '{}') as node`;
  return row?.node as TextNode;
}

const withCommander = [
  paragraph(
    "Border police of the ",
    only("7th unit", "one post"),
    ". ",
    only("Their commander is known."),
    " Their number is not.",
  ),
];

describe("what an audience reads", () => {
  it("is the same, to the letter, as what somebody wrote who had nothing to hide", async () => {
    expect(await read(withCommander)).toEqual(
      doc(paragraph("Border police of the one post. Their number is not.")),
    );
  });

  it.each([
    ["a replaced name", ["Told by ", chip, "."], ["Told by The lawyer."]],
    ["before a full stop", ["Held ", only("at Gate 7"), "."], ["Held."]],
    ["between commas", ["He, ", only("a clerk"), ", left."], ["He, left."]],
    ["at the beginning", [only("At noon"), " they left."], ["they left."]],
    ["at the end", ["They left. ", only("By car.")], ["They left."]],
    ["one after the other", ["A ", only("b"), " ", only("c"), " d."], ["A d."]],
    ["a sentence but for its full stop", ["They left. ", only("By car"), "."], ["They left."]],
    ["in Arabic", ["قال ", only("فلان"), "، ثم ذهب"], ["قال، ثم ذهب"]],
    ["in French", ["Qui est là ", only("ce soir"), " ?"], ["Qui est là ?"]],
    [
      "before a break",
      ["A ", only("b"), { type: "hardBreak" }, "c"],
      ["A", { type: "hardBreak" }, "c"],
    ],
    ["what is no seam", ["Two  spaces , as typed. "], ["Two  spaces , as typed. "]],
  ] as const)("shows no seam: %s", async (_where, written, rest) => {
    expect(await read([paragraph(...(written as unknown as (string | TextNode)[]))])).toEqual(
      doc(paragraph(...(rest as unknown as (string | TextNode)[]))),
    );
  });

  it("looks alike within bold words, and gives away no address", async () => {
    const link = { type: "link", attrs: { href: "https://example.org/who" } };
    const text = (words: string): TextNode => ({ type: "text", text: words, marks: [bold] });
    expect(
      await read([
        paragraph(text("Held at "), only("Gate 7", "a gate", bold, link), text(" today.")),
      ]),
    ).toEqual(doc(paragraph(text("Held at a gate today."))));
  });

  it("holds no empty line where one was taken out, and those that somebody left", async () => {
    const item = (...of: Parameters<typeof paragraph>): TextNode => ({
      type: "listItem",
      content: [paragraph(...of)],
    });
    expect(
      await read([
        paragraph("A"),
        paragraph(only("B")),
        { type: "bulletList", content: [item(only("C")), item("D")] },
        { type: "paragraph" },
      ]),
    ).toEqual(
      doc(paragraph("A"), { type: "bulletList", content: [item("D")] }, { type: "paragraph" }),
    );
  });

  it("leaves whoever may read it all what was written", async () => {
    expect(await read(withCommander, "coalition")).toEqual(
      doc(
        paragraph("Border police of the 7th unit. Their commander is known. Their number is not."),
      ),
    );
  });

  it("would show its seams without that (the broken variant)", async () => {
    const sql = asSuperuser();
    const [kept] = await sql<{ source: string }[]>`
      select pg_get_functiondef('app.join_words(jsonb, jsonb, boolean)'::regprocedure) as source`;
    await sql.unsafe(
      (kept?.source ?? "").replace(
        /begin[\s\S]*end\n/,
        "begin return children || coalesce(piece, '[]'); end\n",
      ),
    );
    try {
      const shown = await read(withCommander);
      expect(shown.content?.[0]?.content?.map(({ text }) => text)).toContain("one post");
      expect(JSON.stringify(shown)).not.toContain("one post. Their");
    } finally {
      await sql.unsafe(kept?.source ?? "");
    }
  });
});

describe("a text that was opened for sign-on before", () => {
  it("can still have its typing errors mended, and calls nobody otherwise", async () => {
    const lead = await aMember(await anOrganisation());
    const theCase = await aCase(lead);
    const defender = await aDefender(theCase);
    await aConsent(theCase, defender, lead, "public_statement", "anonymous");
    const alert = await aWrittenAlert(theCase, lead, {
      en: {
        title: "Stopped",
        happened: doc(
          paragraph(
            { type: "person", attrs: { id: defender } },
            " was held ",
            only("at Gate 7"),
            " today.",
          ),
        ),
      },
    });
    const opened = await aVersionToSign(lead, alert.id);
    const sql = asSuperuser();
    const minor = () =>
      sql.begin(async (tx) => {
        await tx`select app.begin_session(${lead.secret})`;
        return tx`select app.make_alert_version(${alert.id}::uuid, 'sign_on',
          (select jsonb_object_agg(id, last_seq) from alert_texts where alert_id = ${alert.id}), '{}', true, '') as id`;
      });
    await sql`update defenders set public_label = 'Somebody else' where id = ${defender}`;
    await expect(minor()).rejects.toMatchObject({ message: "more than typing errors" });
    await sql`update defenders set public_label = 'A lawyer' where id = ${defender}`;
    // As it was made then: in pieces, with two spaces.
    await sql`alter table alert_versions disable trigger user`;
    await sql`update alert_versions set signed_text =
      jsonb_set(signed_text, '{en,sections,happened,content,0,content}', ${sql.json([
        { type: "text", text: "A lawyer" },
        { type: "text", text: " was held " },
        { type: "text", text: " today." },
      ])}) where id = ${opened}`;
    await sql`alter table alert_versions enable trigger user`;
    await expect(minor()).resolves.toHaveLength(1);
  });
});
