import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, aMember, anOrganisation, aShare, type Member } from "@/db/testing/factories";
import { takeNamesOut } from "@/lib/alert-history/commands";
import { compareVersions, listHistory } from "@/lib/alert-history/queries";
import { presentText } from "@/lib/alert-history/shown";
import { saveVersion } from "@/lib/alert-review/commands";
import { hasChangedSince, listVersions } from "@/lib/alert-review/queries";
import { search } from "@/lib/search/queries";
import { openForSignOn } from "@/lib/sign-on/commands";
import { findTranslation } from "@/lib/translations/queries";
import { addLanguage } from "./commands";
import { foldAndDerive } from "./derive";
import { findDesk, readBeside } from "./desk-queries";
import { listAlerts } from "./queries";
import {
  aScene,
  latestVersion,
  replaceName,
  row,
  type Scene,
  toConsentCheck,
  tomorrow,
  type,
} from "./testing-scene";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const textOf = async ({ alertId }: Scene, language = "en") =>
  (await row("alert_texts", `alert_id = '${alertId}' and language = '${language}'`))[0]
    ?.id as string;

const keep = async (scene: Scene, by: Member) => {
  await foldAndDerive(by, await textOf(scene));
};

/** Somebody of the team types the name into title and text, and a version of it is kept. */
async function aTypedName(level: "read" | "comment" | "contribute" = "read") {
  const scene = await aScene({ level });
  await addLanguage(scene.lead, { ...scene.place, language: "fr" });
  await type(scene, scene.lead, "title", "Amina Example stopped");
  await keep(scene, scene.lead);
  await type(
    scene,
    scene.lead,
    "happened",
    "They stopped ",
    { type: "text", text: "AMI", marks: [{ type: "bold" }] },
    "NA Exam\u00adple's sister. ",
    {
      type: "text",
      text: "See",
      marks: [{ type: "link", attrs: { href: "https://example.org/amina-example" } }],
    },
    {
      type: "text",
      text: " here",
      marks: [
        {
          type: "only",
          attrs: {
            id: "01890000-0000-7000-8000-000000000001",
            upTo: "coalition",
            instead: "of Amina Example",
          },
        },
      ],
    },
  );
  await keep(scene, scene.lead);
  const versionId = await saveVersion(scene.lead, { ...scene.place, note: "" });
  return { ...scene, versionId };
}

/** Everything that somebody reads of an alert without the socket. */
async function everythingRead(by: Member, scene: Scene & { versionId: string }) {
  const { alertId, caseId, versionId } = scene;
  const of = { caseId, alertId };
  return {
    desk: await findDesk(by, of, "en"),
    compared: await compareVersions(by, alertId, {
      from: versionId,
      to: presentText,
      language: "en",
    }),
    history: await listHistory(by, alertId),
    versions: await listVersions(by, alertId),
    list: await listAlerts(by, caseId),
    translation: await findTranslation(by, { id: alertId, sourceLanguage: "en" }, "fr"),
    version: await asActor(by, (tx) =>
      tx.execute(sql`select app.read_version(${versionId}::uuid) as content`),
    ).then(([one]) => one),
    changed: await hasChangedSince(by, versionId),
  };
}

const name = /amina|exam\u00ad?ple's/i;

async function withFunction(
  signature: string,
  [from, to]: [string, string],
  work: () => Promise<void>,
): Promise<void> {
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef(${signature}::regprocedure) as source`;
  const source = kept?.source ?? "";
  expect(source).toContain(from);
  await superuser.unsafe(source.replace(from, to));
  try {
    await work();
  } finally {
    await superuser.unsafe(source);
  }
}

describe("a protected name typed by hand", () => {
  it("is read as the label by whoever may not know it, in every place", async () => {
    const scene = await aTypedName();
    const read = await everythingRead(scene.administrator, scene);
    for (const [place, what] of Object.entries(read)) {
      expect([place, JSON.stringify(what)]).not.toEqual([place, expect.stringMatching(name)]);
    }
    expect(JSON.stringify(read.desk?.beside.previews)).toContain("They stopped");
    expect(JSON.stringify(read.desk?.beside.parts)).toContain(scene.defenderId);
    expect(read.list[0]?.title).toBe("A lawyer stopped");
    // The team reads what was typed, and where it stands.
    const team = await everythingRead(scene.colleague, scene);
    expect(JSON.stringify(team.desk?.beside.parts)).toMatch(name);
    expect(team.history[0]?.names).toMatchObject({ holdsName: true, stays: false });
  });

  it("is pointed out to the team until the alert is over and nobody can mend it", async () => {
    const scene = await aTypedName();
    const pointedOut = async () =>
      (await everythingRead(scene.colleague, scene)).desk?.beside.typed.length;
    expect(await pointedOut()).toBeGreaterThan(0);
    await asSuperuser()`update alerts set stage = 'closed' where id = ${scene.alertId}`;
    expect(await pointedOut()).toBe(0);
  });

  it("would be read by partners everywhere without the cover (the broken variant)", async () => {
    const scene = await aTypedName();
    await withFunction(
      "app.part_as_read(uuid,jsonb,jsonb)",
      ["if typed = '[]'", "if true or typed = '[]'"],
      async () => {
        const read = await everythingRead(scene.administrator, scene);
        for (const place of ["desk", "version", "list", "translation"] as const) {
          expect(JSON.stringify(read[place])).toMatch(name);
        }
      },
    );
  });

  it("stands in no column that the application may read, the team's neither", async () => {
    const scene = await aTypedName();
    for (const column of ["content", "plain", "typed_names"]) {
      await expect(
        asActor(scene.lead, (tx) => tx.execute(sql.raw(`select ${column} from alert_parts`))),
      ).rejects.toMatchObject({ code: "42501" });
    }
    for (const column of ["content", "typed_names", "names_taken_out_at"]) {
      await expect(
        asActor(scene.lead, (tx) => tx.execute(sql.raw(`select ${column} from alert_versions`))),
      ).rejects.toMatchObject({ code: "42501" });
    }
    const other = await aMember(await anOrganisation());
    const textId = await textOf(scene);
    const [strangers] = await asActor(other, (tx) =>
      tx.execute(sql`select app.read_version(${scene.versionId}::uuid) as version,
        app.read_words(${textId}::uuid, 'title') as words`),
    );
    expect(strangers).toEqual({ version: null, words: null });
  });

  it("is found also when it is written down after it was typed", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "happened", "They stopped Ines Invented.");
    await keep(scene, scene.lead);
    const versionId = await saveVersion(scene.lead, { ...scene.place, note: "" });
    const of = { ...scene, versionId };
    expect(JSON.stringify(await everythingRead(scene.administrator, of))).toContain("Invented");
    await replaceName(scene, "Inés Invented");
    expect(JSON.stringify(await everythingRead(scene.administrator, of))).not.toContain("Invented");
    // What nobody has looked at with the names of now is the team's alone.
    await asSuperuser()`update defender_identities set changed_at = now() where case_id = ${scene.caseId}`;
    const closed = JSON.stringify(await everythingRead(scene.administrator, of));
    expect(closed).not.toContain("They stopped");
    expect(JSON.stringify(await everythingRead(scene.lead, of))).toContain("Ines Invented");
  });
});

/** A partner who may write tries whether somebody is who they think. */
async function aGuess(words: string) {
  const scene = await aScene({ level: "contribute" });
  const versionOf = async () =>
    (await saveVersion(scene.administrator, { ...scene.place, note: "" })) as string;
  await type(scene, scene.administrator, "happened", `Perhaps it was ${words} there.`);
  await keep(scene, scene.administrator);
  const versionId = await versionOf();
  const read = await everythingRead(scene.administrator, { ...scene, versionId });
  const told = await asActor(scene.administrator, (tx) =>
    tx.execute(sql`select * from app.names_typed_in(${scene.alertId}::uuid)`),
  );
  return { scene: { ...scene, versionId }, read, told: [...told] };
}

const plainly = (read: unknown, words: string) =>
  JSON.stringify(read)
    .replaceAll(words, "WORDS")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "*")
    .replace(/(Organisation|Person|PL-\d{4}-) ?\w+/g, "*");

describe("what the team is shown of other audiences", () => {
  const shownOf = async (
    scene: Scene,
    audience: "internal" | "coalition" | "missions" | "public",
  ) => JSON.stringify((await readBeside(scene.colleague, await textOf(scene), audience))?.previews);

  it("holds the label where a name was typed, and the name in its own text alone", async () => {
    const scene = await aTypedName();
    for (const audience of ["coalition", "missions", "public"] as const) {
      const shown = await shownOf(scene, audience);
      expect(shown).not.toMatch(name);
      expect(shown).toContain("They stopped");
    }
    expect(await shownOf(scene, "internal")).toMatch(name);
    // Broken on purpose: shown as the team reads it.
    await withFunction(
      "app.preview_edition(uuid,text)",
      ["is_team and for_audience <> 'internal'", "false"],
      async () => expect(await shownOf(scene, "public")).toMatch(name),
    );
  });

  it("holds nothing that was not looked at with the names of now", async () => {
    const scene = await aTypedName();
    await asSuperuser()`update alert_parts set typed_names = null where text_id = ${await textOf(scene)}`;
    const shown = await shownOf(scene, "public");
    expect(shown).not.toMatch(/amina|stopped/i);
    expect(shown).toContain('"unchecked":["affected","happened","title"]');
    expect(await shownOf(scene, "internal")).toMatch(name);
  });
});

describe("a name in what a link leads to", () => {
  const addresses = {
    "letters as numbers": "https://example.org/%41mina%20Example",
    "an address inside another":
      "https://away.example/?url=https%3A%2F%2Fexample.org%2Famina%2520example",
  };
  const linked = async (href: string) => {
    const scene = await aScene();
    await type(
      scene,
      scene.lead,
      "happened",
      "They stopped somebody. ",
      { type: "text", text: "Report", marks: [{ type: "link", attrs: { href } }] },
      { type: "text", text: `, or see ${href} itself.` },
    );
    await keep(scene, scene.lead);
    return {
      ...scene,
      versionId: (await saveVersion(scene.lead, { ...scene.place, note: "" })) as string,
    };
  };
  const held = /mina(%20|%2520| )example/i;

  it.each(Object.entries(addresses))("is covered for others: %s", async (_how, href) => {
    const scene = await linked(href);
    const read = await everythingRead(scene.administrator, scene);
    for (const [place, what] of Object.entries(read)) {
      expect([place, JSON.stringify(what)]).not.toEqual([place, expect.stringMatching(held)]);
    }
    expect(JSON.stringify(read.desk?.beside.previews)).toContain("Report");
    // Neither does the team meet it in what another audience reads, from where it is copied as text.
    for (const audience of ["coalition", "missions", "public"] as const) {
      const shown = await readBeside(scene.colleague, await textOf(scene), audience);
      expect(JSON.stringify(shown?.previews)).not.toMatch(held);
      expect(JSON.stringify(shown?.previews)).toContain("Report");
    }
  });

  it("is nothing that a text may be opened for sign-on with, and is found by nobody's search", async () => {
    const scene = await aScene();
    expect(await toConsentCheck(scene)).toBeTruthy();
    await type(scene, scene.lead, "happened", {
      type: "text",
      text: "Report",
      marks: [{ type: "link", attrs: { href: addresses["letters as numbers"] } }],
    });
    expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toMatchObject(
      { cleared: false, found: [{ kind: "name", section: "happened" }] },
    );
    expect((await search(scene.administrator, "mina example")).alerts).toEqual([]);
    expect((await search(scene.lead, "Report")).alerts).toHaveLength(1);
  });

  it("would be read by partners if letters as numbers were not read (the broken variant)", async () => {
    await withFunction(
      "app.find_names(text,jsonb)",
      ["at := regexp_instr(words, address, 1, 1, 0)", "at := 0"],
      async () => {
        const scene = await linked(addresses["letters as numbers"]);
        const { version } = await everythingRead(scene.administrator, scene);
        expect(JSON.stringify(version)).toMatch(held);
      },
    );
  });
});

describe("a guess", () => {
  it("is not told apart from any other words by whoever made it", async () => {
    const right = await aGuess("Amina Example");
    const wrong = await aGuess("Wanda Nobodyy");
    expect(right.told).toEqual([]);
    expect(JSON.stringify(right.read.version)).toContain("Amina Example");
    for (const place of ["version", "compared", "translation"] as const) {
      expect(plainly(right.read[place], "Amina Example")).toBe(
        plainly(wrong.read[place], "Wanda Nobodyy"),
      );
    }
    expect(plainly(right.read.desk?.beside.previews, "Amina Example")).toBe(
      plainly(wrong.read.desk?.beside.previews, "Wanda Nobodyy"),
    );
    // Another partner did not bring the words in.
    const third = await anOrganisation();
    const reader = await aMember(third, "administrator");
    await aConsent(
      right.scene.theCase,
      right.scene.defenderId,
      right.scene.lead,
      "share_with_organisation",
      "anonymous",
      { organisation: third },
    );
    await aShare(right.scene.theCase, right.scene.lead, third, "read");
    const seen = await everythingRead(reader, right.scene);
    expect(JSON.stringify(seen.desk?.beside.parts)).toContain("Perhaps it was");
    expect(JSON.stringify(seen)).not.toMatch(/Amina/);
    // The team is told.
    expect((await findDesk(right.scene.lead, right.scene.place, "en"))?.beside.typed).toEqual([
      { section: "happened", id: right.scene.defenderId, words: "Amina Example" },
    ]);
  });

  it("would be confirmed by the label, were it not for who brought it in (the broken variant)", async () => {
    await withFunction(
      "app.outsiders(uuid,uuid[])",
      ["m.id = any (members)", "false"],
      async () => {
        const right = await aGuess("Amina Example");
        expect(JSON.stringify(right.read.version)).not.toContain("Amina Example");
      },
    );
  });

  it("stays what it was for its author when somebody types around it", async () => {
    const { scene } = await aGuess("Amina Example");
    await type(
      scene,
      scene.lead,
      "happened",
      "Before. Perhaps it was Amina Example there. Behind.",
    );
    await keep(scene, scene.lead);
    const desk = await findDesk(scene.administrator, scene.place, "en");
    expect(JSON.stringify(desk?.beside.parts)).toContain("it was Amina Example there");
    // What the team typed is not theirs.
    await type(
      scene,
      scene.lead,
      "happened",
      "Before. Perhaps it was Amina Example there. Behind. Amina Example.",
    );
    await keep(scene, scene.lead);
    const later = (await findDesk(scene.administrator, scene.place, "en"))?.beside.parts.find(
      ({ section }) => section === "happened",
    )?.plain;
    expect(later).toBe("Before. Perhaps it was Amina Example there. Behind. \ufffc.");
  });
});

describe("a name typed to slip through", () => {
  it.each([
    ["with the family name in front", "INVENTED, Ines Maria"],
    ["with letters of another alphabet", "In\u0435s M\u0430ria Inv\u0435nt\u0435d"],
  ])("is covered for partners: %s", async (_how, typed) => {
    const scene = await aScene();
    await replaceName(scene, "Inés María Invented");
    await type(scene, scene.lead, "happened", `They stopped ${typed}, 34.`);
    await keep(scene, scene.lead);
    const part = (await findDesk(scene.administrator, scene.place, "en"))?.beside.parts.find(
      ({ section }) => section === "happened",
    );
    expect(part?.plain).toBe("They stopped \ufffc, 34.");
  });
});

describe("a name that another one took the place of", () => {
  const typedBoth = async () => {
    const scene = await aTypedName();
    await replaceName(scene, "Ines Invented");
    await type(scene, scene.lead, "now", "Ines Invented is free.");
    await keep(scene, scene.lead);
    return scene;
  };
  const either = /amina|exam\u00ad?ple's|invented/i;

  it("stays covered for partners where it stands, and so does the new one", async () => {
    const scene = await typedBoth();
    const read = await everythingRead(scene.administrator, scene);
    for (const [place, what] of Object.entries(read)) {
      expect([place, JSON.stringify(what)]).not.toEqual([place, expect.stringMatching(either)]);
    }
    expect(JSON.stringify(read.desk?.beside.parts)).toContain("They stopped");
    // Also what is typed only now, and after a third name.
    await replaceName(scene, "Third Invention");
    await type(scene, scene.lead, "affected", "Was it Amina Example, or Ines Invented?");
    await keep(scene, scene.lead);
    const parts = JSON.stringify((await findDesk(scene.administrator, scene.place, "en"))?.beside);
    expect(parts).toContain("Was it");
    expect(parts).not.toMatch(either);
  });

  it("keeps a text from going out", async () => {
    const scene = await aScene({ publicAnswer: "yes" });
    expect(await toConsentCheck(scene)).toBeTruthy();
    await replaceName(scene, "Ines Invented");
    await type(scene, scene.lead, "happened", "They stopped Amina Example.");
    await keep(scene, scene.lead);
    expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toMatchObject(
      { cleared: false, found: [{ kind: "name", section: "happened" }] },
    );
  });
});

describe("a name that was replaced", () => {
  const bytesHold = async (scene: Scene) => {
    const [found] = await asSuperuser()<{ n: number }[]>`
      select count(*)::int as n from (
        select body from alert_updates where alert_id = ${scene.alertId}
        union all select body from alert_states where alert_id = ${scene.alertId}) kept
      where position(convert_to('Amina', 'UTF8') in body) > 0`;
    return found?.n;
  };
  const replace = async (scene: Scene) => {
    await type(scene, scene.lead, "happened", "They stopped Amina Example.");
    await keep(scene, scene.lead);
    expect(await bytesHold(scene)).toBe(1);
    await type(scene, scene.lead, "happened", "They stopped ", {
      type: "person",
      attrs: { id: scene.defenderId },
    });
    await keep(scene, scene.lead);
  };

  it("is in nothing that is kept of the text", async () => {
    const scene = await aScene();
    await replace(scene);
    expect(await bytesHold(scene)).toBe(0);
    const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
    expect(text?.fold_from).toBeNull();
  });

  it("would stay in what was typed if nobody folded it (the broken variant)", async () => {
    const scene = await aScene();
    await withFunction(
      "app.keep_alert_parts(uuid,bigint,jsonb,jsonb,jsonb)",
      ["return is_rid or standing.fold_from is not null", "return false"],
      async () => {
        await replace(scene);
        expect(await bytesHold(scene)).toBe(1);
      },
    );
  });

  it("is folded away also where it was never kept as text in between", async () => {
    const scene = await aScene();
    await keep(scene, scene.lead);
    await type(scene, scene.lead, "happened", "They stopped Amina Example.");
    await type(scene, scene.lead, "happened", "They stopped ", {
      type: "person",
      attrs: { id: scene.defenderId },
    });
    await keep(scene, scene.lead);
    expect(await bytesHold(scene)).toBe(0);
  });

  it("is taken out of kept versions by those who lead the case, and each says so", async () => {
    const scene = await aTypedName();
    const before = await latestVersion(scene);
    await expect(takeNamesOut(scene.colleague, scene.place)).rejects.toMatchObject({
      code: "42501",
    });
    await expect(takeNamesOut(scene.administrator, scene.place)).rejects.toMatchObject({
      code: "42501",
    });
    expect(await takeNamesOut(scene.lead, scene.place)).toEqual({ changed: 1, stays: 0 });
    const [after] = await row("alert_versions", `id = '${scene.versionId}'`);
    expect(JSON.stringify(after)).not.toMatch(name);
    expect(JSON.stringify(after?.content)).toContain(scene.defenderId);
    expect(after?.hash_before).toBe(before.hash);
    expect(after?.hash).not.toBe(before.hash);
    expect((await listHistory(scene.lead, scene.alertId))[0]?.names).toMatchObject({
      holdsName: false,
      takenOutAt: expect.any(Date),
    });
    expect((await listHistory(scene.administrator, scene.alertId))[0]?.names).toBeNull();
    const hash =
      await asSuperuser()`select encode(sha256(convert_to(content::text, 'UTF8')), 'hex') as hash
      from alert_versions where id = ${scene.versionId}`;
    expect(hash[0]?.hash).toBe(after?.hash);
  });

  it("stays in what was signed or issued, which nobody changes", async () => {
    const scene = await aTypedName();
    const superuser = asSuperuser();
    await superuser`alter table alert_versions disable trigger versions_stay`;
    await superuser`update alert_versions set purpose = 'sign_on' where id = ${scene.versionId}`;
    await superuser`alter table alert_versions enable trigger versions_stay`;
    const [before] = await row("alert_versions", `id = '${scene.versionId}'`);
    expect(await takeNamesOut(scene.lead, scene.place)).toEqual({ changed: 0, stays: 1 });
    expect((await row("alert_versions", `id = '${scene.versionId}'`))[0]).toEqual(before);
    await expect(
      superuser`update alert_versions set content = '{}', names_taken_out_at = now(), hash_before = hash
        where id = ${scene.versionId}`,
    ).rejects.toMatchObject({ code: "PL004" });
    // Its partners read the label there, too.
    expect(JSON.stringify((await everythingRead(scene.administrator, scene)).version)).not.toMatch(
      name,
    );
  });

  it("is nothing that a text may be opened for sign-on with", async () => {
    const scene = await aScene();
    const versionId = await toConsentCheck(scene);
    expect(versionId).toBeTruthy();
    await type(scene, scene.lead, "happened", "They stopped Amina Example.");
    expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toMatchObject(
      { cleared: false, found: [{ kind: "name", section: "happened" }] },
    );
    const seqs = Object.fromEntries(
      (await row("alert_texts", `alert_id = '${scene.alertId}'`)).map((t) => [t.id, t.last_seq]),
    );
    await expect(
      asActor(scene.lead, (tx) =>
        tx.execute(sql`select app.make_alert_version(${scene.alertId}::uuid, 'sign_on',
          ${JSON.stringify(seqs)}::jsonb, '{}'::jsonb, false, '')`),
      ),
    ).rejects.toMatchObject({ code: "PL010" });
  });
});
