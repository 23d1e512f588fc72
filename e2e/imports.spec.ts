import { aCommitment, aMember } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { hostile } from "@/lib/imports/testing/hostile";
import { largeList } from "@/lib/imports/testing/large";
import { writeXlsx } from "@/lib/imports/testing/write-xlsx";
import { expect, test } from "./fixtures";
import { aDesk, fileOf, samples, standing } from "./import-world";

for (const javaScriptEnabled of [true, false]) {
  test(`a pasted block is checked, imported and taken back ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    signedInAs,
  }) => {
    const { lead, cases, upr } = await aDesk("Case B", "Case C");
    const [first] = cases;
    await aCommitment(first as never, upr, { stateCode: "XEA", stage: "asked" });
    const page = await signedInAs(lead, { javaScriptEnabled });
    const main = page.getByRole("main");
    await page.goto("/commitments");
    await main.getByRole("link", { name: "Import a sheet" }).click();
    await expect(page).toHaveTitle("Import · Plenary");
    await page
      .getByLabel(/^Cells from your spreadsheet/)
      .fill(
        "State\tCase B\tCase C\nExample State 1\tagreed\tasked\nExample State 2\tY\t\nExampel 3\tA\tA",
      );
    await page.getByRole("button", { name: "Read the sheet" }).click();
    await expect(main.getByRole("heading", { level: 1 })).toHaveText(
      "Check the sheet before it is imported",
    );
    const update = async () => {
      if (!javaScriptEnabled) {
        await page.getByRole("button", { name: "Show what this does" }).click();
      }
    };
    await expect(main).toContainText("0 set, 0 unchanged, 6 skipped, 0 removed");
    await page
      .getByRole("combobox", { name: "Where the sheet names no forum" })
      .selectOption({ label: "Pre-session" });
    await update();
    await expect(main).toContainText("3 set, 0 unchanged, 2 skipped, 0 removed");
    await page
      .getByRole("group", { name: "Exampel 3 means" })
      .getByRole("combobox", { name: "Another State" })
      .selectOption({ label: "Example State 3" });
    await update();
    await expect(main).toContainText("5 set, 0 unchanged, 0 skipped, 0 removed");
    await expect(main).toContainText("1 of them changes what stands");
    await expect(main.getByRole("row", { name: /Exampel 3/ })).toContainText("You chose");
    await page.getByRole("button", { name: "Import 5 cells" }).click();
    await expect(main.getByRole("heading", { level: 1 })).toHaveText("Imported sheet");
    const ids = cases.map(({ id }) => id);
    expect(
      (await standing(ids)).map(({ title, state, stage }) => `${title} ${state} ${stage}`),
    ).toEqual([
      "Case B XEA agreed",
      "Case B XEB agreed",
      "Case B XEC asked",
      "Case C XEA asked",
      "Case C XEC asked",
    ]);
    await main.getByRole("link", { name: "Example State 2" }).click();
    await expect(main).toContainText("From a sheet");
    await main.getByRole("link", { name: "From a sheet" }).first().click();
    await page.getByRole("button", { name: "Undo this import" }).click();
    await expect(main).toContainText("This import was taken back");
    expect(
      (await standing(ids)).map(({ title, state, stage }) => `${title} ${state} ${stage}`),
    ).toEqual(["Case B XEA asked"]);
  });
}

test("answers to several cases that nobody knows stay, one after the other", async ({
  signedInAs,
}) => {
  const { lead } = await aDesk("Lawyer detained", "Stopped at the border", "Bank account frozen");
  const page = await signedInAs(lead);
  const main = page.getByRole("main");
  await page.goto("/commitments/import");
  await page
    .getByLabel(/^Cells from your spreadsheet/)
    .fill(
      "State\tCase\tStage\nExample State 1\tLawyer\tagreed\nExample State 2\tBorder\tasked\nExample State 3\tBank\tasked\n\tBank\tagreed",
    );
  await page.getByRole("button", { name: "Read the sheet" }).click();
  const answers = [
    ["Lawyer", "Lawyer detained"],
    ["Border", "Stopped at the border"],
    ["Bank", "Bank account frozen"],
  ] as const;
  const occasion = page.getByRole("combobox", { name: "Where the sheet names no forum" });
  await occasion.selectOption({ label: "Pre-session" });
  for (const [at, [typed, title]] of answers.entries()) {
    const question = page.getByRole("combobox", { name: typed, exact: true });
    const option = question.locator("option").filter({ hasText: title }).first();
    await question.selectOption((await option.getAttribute("value")) ?? "");
    await expect(main).toContainText(`${at + 1} set`);
    for (const [before] of answers.slice(0, at + 1)) {
      await expect(page.getByRole("combobox", { name: before, exact: true })).not.toHaveValue("?");
    }
  }
  // The row without a State is not lost without a word.
  await expect(main).toContainText("3 set, 0 unchanged, 1 skipped, 0 removed");
  await main.getByText("Why some are skipped").click();
  await expect(main).toContainText("no State stands in the row");
});

test("a matrix in colours becomes stages, and what was raised becomes interventions", async ({
  signedInAs,
}) => {
  const { lead, cases } = await aDesk(
    ...["Cuba", "Case B", "Case C", "Case D", "Case E", "Case F", "Case G"],
  );
  const page = await signedInAs(lead);
  const main = page.getByRole("main");
  await page.goto("/commitments/import");
  await page
    .getByLabel("Drop a file here, or choose one")
    .setInputFiles(fileOf("geneva-matrix.xlsx"));
  await expect(main).toContainText("What does this colour mean?");
  const choose = (name: RegExp, label: string) =>
    page.getByRole("combobox", { name }).selectOption({ label });
  await choose(/^Stage for #9dc3e6/, "Asked");
  await choose(/^Stage for #ff7c80/, "Declined");
  await choose(/^Stage for #bfbfbf/, "No answer");
  await choose(/^UPR/, "Pre-session");
  // A session that heads columns is asked about by its own name.
  await choose(/^HRC63$/, "Council, our session");
  await page
    .getByRole("group", { name: "Slowakia means" })
    .getByRole("radio", { name: "Slovakia" })
    .check();
  await page
    .getByRole("group", { name: "Congo means" })
    .getByRole("radio", { name: "Skip" })
    .check();
  await expect(main).toContainText("37 set, 0 unchanged, 17 skipped, 0 removed");
  // Their session has not begun: that is said before, with its date, and in the summary.
  await expect(main).toContainText("15 cells say Raised before their session has begun");
  await expect(main).toContainText(/Pre-session begins on 1 March 2027: \d+ cells?\./);
  await expect(main.getByRole("region", { name: "Import", exact: true })).toContainText(
    "15 of them record as raised what no session has heard yet",
  );
  await page.getByRole("button", { name: "Import 37 cells" }).click();
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Imported sheet");
  const ids = cases.map(({ id }) => id);
  const found = await standing(ids);
  expect(found).toHaveLength(37);
  expect(found.filter(({ raised }) => raised)).toHaveLength(15);
  const grades = await asSuperuser()`select distinct e.kind, e.grade from evidence e
    join intervention_cases k on k.intervention_id = e.intervention_id where k.case_id = any(${ids})`;
  expect([...grades]).toEqual([{ kind: "imported_sheet", grade: "E" }]);
  // The original comes back byte for byte, and lies in the database as nothing that could be read.
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Original file" }).click();
  const stream = await (await download).createReadStream();
  const pieces: Buffer[] = [];
  for await (const piece of stream) {
    pieces.push(piece as Buffer);
  }
  expect(Buffer.concat(pieces).equals(samples.get("geneva-matrix.xlsx") as Buffer)).toBe(true);
  const [kept] =
    await asSuperuser()`select sealed_file from import_files f join imports i on i.id = f.import_id
    where i.org_id = ${lead.organisationId} and i.status = 'done'`;
  expect(kept?.sealed_file).toMatch(/^v1\./);
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(main).toContainText("This import was taken back");
  expect(await standing(ids)).toEqual([]);
});

test("a list in French is read by its headings, and its dates as precise as they are", async ({
  signedInAs,
}) => {
  const { lead, cases } = await aDesk("Dossier B", "Dossier C");
  const page = await signedInAs(lead);
  const main = page.getByRole("main");
  await page.goto("/commitments/import");
  await page
    .getByLabel("Drop a file here, or choose one")
    .setInputFiles(fileOf("suivi-des-demandes.xlsx"));
  await expect(main.getByRole("columnheader").first()).toHaveText("As typed");
  await page.getByRole("combobox", { name: /^UPR/ }).selectOption({ label: "Pre-session" });
  await page
    .getByRole("combobox", { name: /^Human Rights Council/ })
    .selectOption({ label: "Council, our session" });
  await expect(main).toContainText("5 set, 0 unchanged, 2 skipped, 0 removed");
  await page.getByRole("button", { name: "Import 5 cells" }).click();
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Imported sheet");
  const dates =
    await asSuperuser()`select state_code, stage, due_on::text, raised_precision from commitments
    where case_id = any(${cases.map(({ id }) => id)}) order by 1`;
  expect([...dates]).toEqual([
    { state_code: "XEA", stage: "agreed", due_on: "2026-05-08", raised_precision: null },
    { state_code: "XEB", stage: "considering", due_on: null, raised_precision: null },
    { state_code: "XEC", stage: "declined", due_on: "2026-09-30", raised_precision: null },
    { state_code: "XED", stage: "no_answer", due_on: "2026-05-04", raised_precision: null },
    { state_code: "XEE", stage: "not_approached", due_on: null, raised_precision: "unknown" },
  ]);
});

/** What is said of the other three sheets, and what then stands: "case State stage", or the word where there is no stage. */
const others = [
  {
    name: "lettres-windows.csv",
    cases: ["Cas B", "Cas C", "Cas D"],
    meant: {},
    colours: {},
    summary: "10 set, 0 unchanged, 1 skipped, 0 removed",
    stands: [
      ...["Cas B XEA agreed", "Cas B XEB planned", "Cas B XEC raised", "Cas B XED no_answer"],
      ...["Cas C XEA asked", "Cas C XEB declined", "Cas C XEC not_approached"],
      ...["Cas D XEA considering", "Cas D XEB no_answer", "Cas D XEC not_approached"],
    ],
  },
  {
    name: "colours-only.xlsx",
    cases: ["C. B", "C. C", "C. D"],
    meant: {},
    colours: {
      "#99cc00": "Agreed",
      "#ffff00": "Considering",
      "#ff0000": "Declined",
      "#ffbfbf": "Nothing",
    },
    summary: /9 set, 0 unchanged, \d+ skipped, 0 removed/,
    stands: [
      ...["C. B XEA agreed", "C. B XEB agreed", "C. B XEC agreed"],
      ...["C. C XEA considering", "C. C XEB declined", "C. C XEC agreed", "C. C XED considering"],
      ...["C. D XEC agreed", "C. D XED agreed"],
    ],
  },
  {
    name: "merged-list-mac.xlsx",
    cases: ["BBB", "CCC", "DDD"],
    meant: { "PL-2026-BBB": "BBB", "PL-2026-CCC": "CCC", "PL-2026-DDD": "DDD" },
    colours: {},
    summary: "4 set, 0 unchanged, 3 skipped, 0 removed",
    stands: [
      // Of one ask it says two things: none of them is imported.
      ...["BBB XEA agreed", "CCC XEA asked", "CCC XEG raised"],
      "DDD XEA declined",
    ],
  },
];

for (const { name, cases: titles, meant, colours, summary, stands } of others) {
  test(`${name} is checked, imported, seen in the tracker and taken back`, async ({
    signedInAs,
  }) => {
    const { lead, cases } = await aDesk(...titles);
    const ids = cases.map(({ id }) => id);
    const page = await signedInAs(lead);
    const main = page.getByRole("main");
    await page.goto("/commitments/import");
    await page.getByLabel("Drop a file here, or choose one").setInputFiles(fileOf(name));
    for (const [text, title] of Object.entries(meant)) {
      const choice = page.getByRole("combobox", { name: text });
      const option = choice.getByRole("option", { name: title });
      await choice.selectOption({ label: (await option.first().textContent()) ?? "" });
    }
    for (const [colour, label] of Object.entries(colours)) {
      await page.getByRole("combobox", { name: `Stage for ${colour}` }).selectOption({ label });
    }
    await page
      .getByRole("combobox", { name: "Where the sheet names no forum" })
      .selectOption({ label: "Pre-session" });
    await expect(main).toContainText(summary);
    await page.getByRole("button", { name: `Import ${stands.length} cells` }).click();
    await expect(main.getByRole("heading", { level: 1 })).toHaveText("Imported sheet");
    const shown = (await standing(ids)).map(
      ({ title, state, stage, raised }) => `${title} ${state} ${raised ? "raised" : stage}`,
    );
    expect(shown).toEqual(stands);
    await main.getByRole("link", { name: "See in the tracker" }).click();
    await expect(main).toContainText("From one import");
    await expect(main.getByRole("table").getByRole("row")).toHaveCount(
      // Under its headings, over its totals.
      stands.length + 2,
    );
    await page.goBack();
    await page.getByRole("button", { name: "Undo this import" }).click();
    await expect(main).toContainText("This import was taken back");
    expect(await standing(ids)).toEqual([]);
    await expect(main.getByRole("link", { name: "See in the tracker" })).toHaveCount(0);
  });
}

test("ten thousand rows that are stopped half-way leave nothing, and can be imported after all", async ({
  signedInAs,
}) => {
  test.setTimeout(360_000);
  const real = await asSuperuser()<{ name: string }[]>`select names ->> 'en' as name from states
    where not is_example and code not in ('CUB', 'COG') order by code`;
  const names = real.map(({ name }) => name);
  const titles = Array.from({ length: Math.ceil(10_000 / names.length) }, (_, at) => `Case ${at}`);
  const { lead, cases } = await aDesk(...titles);
  const { csv } = largeList(10_000, names, (at) => titles[at] ?? "");
  const page = await signedInAs(lead);
  const main = page.getByRole("main");
  await page.goto("/commitments/import");
  await page
    .getByLabel("Drop a file here, or choose one")
    .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: csv });
  await page
    .getByRole("combobox", { name: "Where the sheet names no forum" })
    .selectOption({ label: "Pre-session" });
  await expect(main).toContainText("10,000 set, 0 unchanged, 0 skipped, 0 removed", {
    timeout: 120_000,
  });
  const start = page.getByRole("button", { name: "Import 10,000 cells" });
  // Whoever holds a case in the middle of the sheet holds the import there.
  const held = await asSuperuser().reserve();
  try {
    await held`begin`;
    await held`select 1 from cases where id = ${cases[30]?.id ?? ""} for update`;
    await start.click();
    await expect(main).toContainText(/[1-5],000 of 10,000 written/, { timeout: 60_000 });
    await expect(main.getByRole("progressbar", { name: "Import" })).toHaveAttribute(
      "value",
      /[1-5]000/,
    );
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(main.getByRole("alert").first()).toContainText("Stopped. Nothing was imported.");
  } finally {
    await held`rollback`;
    held.release();
  }
  const [draft] = await asSuperuser()`select id from imports where org_id = ${lead.organisationId}`;
  // Its row is free when the import is over, one way or the other.
  const [after] =
    await asSuperuser()`select status from imports where id = ${draft?.id} for update`;
  expect(after?.status).toBe("draft");
  expect(await standing(cases.map(({ id }) => id))).toEqual([]);
  await start.click();
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Imported sheet", {
    timeout: 120_000,
  });
  await main.getByRole("link", { name: "See in the tracker" }).click();
  await expect(main).toContainText("From one import");
  await expect(main).toContainText("of more than 1,000");
});

test("a file that would unpack to far more is refused in one sentence, and nothing is kept", async ({
  signedInAs,
}) => {
  const { lead } = await aDesk();
  const page = await signedInAs(lead);
  const sentence = {
    inflates: "would unpack to far more than a spreadsheet holds",
    encrypted: "behind a password",
    malformed: "is damaged",
  } as Record<string, string>;
  for (const [why, says] of Object.entries(sentence)) {
    const [, make] = Object.values(hostile).find(([reason]) => reason === why) ?? [];
    await page.goto("/commitments/import");
    await page.getByLabel("Drop a file here, or choose one").setInputFiles({
      name: "sheet.xlsx",
      mimeType: "application/octet-stream",
      buffer: make?.() as Buffer,
    });
    await expect(page.getByRole("alert").first()).toContainText(says);
  }
  const [kept] =
    await asSuperuser()`select count(*)::int as n from imports where org_id = ${lead.organisationId}`;
  expect(kept?.n).toBe(0);
});

test("more than 10 MB is refused on a page of ours with the way back, and with scripts before it is sent", async ({
  signedInAs,
}) => {
  const { lead } = await aDesk();
  const large = {
    name: "large.csv",
    mimeType: "text/csv",
    buffer: Buffer.alloc(11 * 1024 * 1024, "a,"),
  };
  const plain = await signedInAs(lead, { javaScriptEnabled: false });
  await plain.goto("/commitments/import");
  await plain.getByLabel("Drop a file here, or choose one").setInputFiles(large);
  await plain.getByRole("button", { name: "Read the sheet" }).click();
  await expect(plain.getByRole("alert").first()).toContainText("That is more than 10 MB");
  await expect(plain.getByRole("button", { name: "Read the sheet" })).toBeVisible();
  await expect(
    plain.getByRole("main").getByRole("link", { name: "Commitments" }).first(),
  ).toBeVisible();
  const page = await signedInAs(lead);
  await page.goto("/commitments/import");
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await page.getByLabel("Drop a file here, or choose one").setInputFiles(large);
  await expect(page.getByRole("alert").first()).toContainText("and was not sent");
  expect(sent).toEqual([]);
  // What was typed stays, and a file that is small enough is read after all.
  await page
    .getByLabel("Drop a file here, or choose one")
    .setInputFiles(fileOf("geneva-matrix.xlsx"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Check the sheet before it is imported",
  );
});

test("a file that is on its way is read, whoever presses the button meanwhile", async ({
  signedInAs,
}) => {
  const { lead } = await aDesk();
  const page = await signedInAs(lead);
  let arrivals = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/commitments/import/files", async (route) => {
    arrivals += 1;
    await held;
    await route.continue();
  });
  await page.goto("/commitments/import");
  // From within the page: Playwright itself waits for the one that is on its way.
  await page.exposeFunction("pressedAgain", () => letGo());
  await page.evaluate(() => {
    const form = document.querySelector('form[action$="/import/files"]');
    const press = () => {
      form?.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
      (window as unknown as { pressedAgain(): void }).pressedAgain();
    };
    form?.addEventListener("submit", () => setTimeout(press, 300), { once: true });
  });
  await page
    .getByLabel("Drop a file here, or choose one")
    .setInputFiles(fileOf("geneva-matrix.xlsx"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Check the sheet before it is imported",
  );
  expect(arrivals).toBe(1);
});

test("a reader goes back from a colleague's import to the tracker", async ({ signedInAs }) => {
  const { lead, organisation } = await aDesk("Case B");
  const page = await signedInAs(lead);
  await page.goto("/commitments/import");
  await page
    .getByLabel(/^Cells from your spreadsheet/)
    .fill("State\tCase B\nExample State 1\tagreed");
  await page.getByRole("button", { name: "Read the sheet" }).click();
  await page
    .getByRole("combobox", { name: "Where the sheet names no forum" })
    .selectOption({ label: "Pre-session" });
  await page.getByRole("button", { name: "Import 1 cell" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Imported sheet");
  const reading = await signedInAs(await aMember(organisation, "reader"));
  await reading.goto(new URL(page.url()).pathname);
  const ways = reading.getByRole("navigation", { name: "Where you are" }).getByRole("link");
  await expect(ways).toHaveText(["Commitments"]);
  await ways.click();
  await expect(reading.getByRole("heading", { level: 1 })).toHaveText(
    "Who has agreed to raise each case",
  );
});

test("an answer that no network takes stays, says so, and is sent when there is one again", async ({
  signedInAs,
}) => {
  const { lead } = await aDesk("Case B");
  const page = await signedInAs(lead);
  const main = page.getByRole("main");
  await page.goto("/commitments/import");
  await page
    .getByLabel(/^Cells from your spreadsheet/)
    .fill("State\tCase B\nExample State 1\tagreed");
  await page.getByRole("button", { name: "Read the sheet" }).click();
  await expect(main).toContainText("0 set, 0 unchanged, 1 skipped, 0 removed");
  const occasion = page.getByRole("combobox", { name: "Where the sheet names no forum" });
  const unsent = page.getByRole("alert").filter({ hasText: "Your answers are still here" });
  const chosen = await occasion
    .getByRole("option", { name: "Pre-session", exact: true })
    .getAttribute("value");

  await page.context().setOffline(true);
  await occasion.selectOption({ label: "Pre-session" });
  await expect(unsent).toBeVisible();
  await expect(occasion).toHaveValue(chosen ?? "");
  await expect(main).toContainText("0 set, 0 unchanged, 1 skipped, 0 removed");
  await page.context().setOffline(false);
  await expect(main).toContainText("1 set, 0 unchanged, 0 skipped, 0 removed");
  await expect(unsent).toHaveCount(0);
  await expect(occasion).toHaveValue(chosen ?? "");

  // Where the device believes in a network that takes nothing, a press sends it.
  await page.route("**/commitments/import/*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await occasion.selectOption({ label: "Leave out" });
  await expect(unsent).toBeVisible();
  await page.unroute("**/commitments/import/*");
  await unsent.getByRole("button", { name: "Show what this does" }).click();
  await expect(main).toContainText("0 set, 0 unchanged, 1 skipped, 0 removed");
  await expect(unsent).toHaveCount(0);
});

test("a file with nothing in it is called empty, not missing", async ({ signedInAs }) => {
  const { lead } = await aDesk();
  const blank = writeXlsx({
    sheets: [{ name: "A", rows: [[null, { paint: { rgb: "00B050" } }]] }],
  });
  for (const javaScriptEnabled of [true, false]) {
    const page = await signedInAs(lead, { javaScriptEnabled });
    for (const [name, buffer] of [
      ["nothing.csv", Buffer.alloc(0)],
      ["lines.csv", Buffer.from("\r\n;;\r\n")],
      ["blank.xlsx", blank],
    ] as const) {
      await page.goto("/commitments/import");
      const file = page.getByLabel("Drop a file here, or choose one");
      await file.setInputFiles({ name, mimeType: "application/octet-stream", buffer });
      if (!javaScriptEnabled) {
        await page.getByRole("button", { name: "Read the sheet" }).click();
      }
      await expect(page.getByRole("alert").first()).toContainText("This file is empty");
    }
  }
  const [kept] =
    await asSuperuser()`select count(*)::int as n from imports where org_id = ${lead.organisationId}`;
  expect(kept?.n).toBe(0);
});

test("an answer that is given before the scripts are there counts", async ({ signedInAs }) => {
  const { lead } = await aDesk("Case B");
  const page = await signedInAs(lead);
  const main = page.getByRole("main");
  await page.goto("/commitments/import");
  await page
    .getByLabel(/^Cells from your spreadsheet/)
    .fill("State\tCase B\nExample State 1\tagreed");
  await page.getByRole("button", { name: "Read the sheet" }).click();
  await expect(main).toContainText("0 set, 0 unchanged, 1 skipped, 0 removed");
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(page.url(), { waitUntil: "commit" });
  await page
    .getByRole("combobox", { name: "Where the sheet names no forum" })
    .selectOption({ label: "Pre-session" });
  await expect(main).toContainText("0 set, 0 unchanged, 1 skipped, 0 removed");
  arrive();
  await expect(main).toContainText("1 set, 0 unchanged, 0 skipped, 0 removed");
});

test("what somebody changed since the look is looked at again", async ({ signedInAs }) => {
  const { lead, cases, upr } = await aDesk("Case B");
  const page = await signedInAs(lead);
  const main = page.getByRole("main");
  await page.goto("/commitments/import");
  await page
    .getByLabel(/^Cells from your spreadsheet/)
    .fill("State\tCase B\nExample State 1\tagreed");
  await page.getByRole("button", { name: "Read the sheet" }).click();
  await page
    .getByRole("combobox", { name: "Where the sheet names no forum" })
    .selectOption({ label: "Pre-session" });
  await expect(main).toContainText("1 set, 0 unchanged, 0 skipped");
  await aCommitment(cases[0] as never, upr, { stateCode: "XEA", stage: "declined" });
  await page.getByRole("button", { name: "Import 1 cell" }).click();
  await expect(main.getByRole("alert").first()).toContainText("has changed since you looked");
  await expect(main).toContainText("1 of them changes what stands");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Bring your spreadsheet");
  const [left] =
    await asSuperuser()`select count(*)::int as n from import_files where org_id = ${lead.organisationId}`;
  expect(left?.n).toBe(0);
});
