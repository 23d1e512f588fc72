import { expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { findForbidden, placesOfNames } from "@/lib/alerts/name-search";

useDatabase();

const names = [
  "Amina Example",
  "José Ejémplo",
  "D'Arcy O’Example",
  "Анна Примерова",
  "Σοφία Παράδειγμας",
  "أمينة المثالي",
  "李某人",
  "欧阳示例",
  "ทดสอบ นามสมมติ",
  "דוגמה לדוגמאי",
  "Nguyễn Thị Ví Dụ",
  "Ünal Örnek",
  "İpek Örneği",
  "May",
  "Li",
  "Sóma",
  "Straße Beispiel",
  "Jean-Luc Exemple",
  "한예시",
  "Q",
  "Ab Cd",
  "Centre for Examples",
  "Amina Maria Example",
  "Zx Vwq Kyu Bcdst",
  "\u0410mina L\u0430tin",
];

/** Capitals of two other alphabets that look like Latin ones. */
const inOtherLetters = (name: string) =>
  name
    .toUpperCase()
    .replace(
      /[ABCEHKMOPTXI]/g,
      (letter) => "АВСЕНКМОРТХІ"["ABCEHKMOPTXI".indexOf(letter)] ?? letter,
    )
    .replace(/[NZYU]/g, (letter) => "ΝΖΥΥ"["NZYU".indexOf(letter)] ?? letter);

const around = (name: string) => [
  `Yesterday ${name} was held.`,
  `${name}`,
  `«${name}»,`,
  `${name.toUpperCase()}!`,
  `${name.toLowerCase()}s`,
  `x${name}x`,
  `${name.normalize("NFD")} spoke`,
  `${name.normalize("NFKC")}`,
  name.split(" ").reverse().join(", "),
  name.split(" ").reverse().join(" "),
  [...name.split(" ").slice(-1), ...name.split(" ").slice(0, -1)].join(", "),
  [...name.split(" ").slice(1), ...name.split(" ").slice(0, 1)].join(" "),
  inOtherLetters(name),
  name.replaceAll(" ", ""),
  name.replaceAll(" ", "\u00a0"),
  name.replaceAll(" ", "\n"),
  [...name].join("\u200b"),
  [...name].join("\u0301"),
  [...name].join(" "),
  `\u202b${name}\u202c`,
  `\u2067${[...name].join("\u200f")}\u2069`,
  name.replace(/\w/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)),
  name.split(" ")[0] ?? "",
  name.split(" ").at(-1) ?? "",
  `و${name}ي`,
  `${name.slice(0, 2)}-${name.slice(2)}`,
  `a😀${name}😀b`,
  `See https://example.org/${encodeURIComponent(name)}?x=1 there`,
  `https://a.example/?to=${encodeURIComponent(`https://b.example/${encodeURIComponent(name)}`)}`,
  `${name} (https://example.org/%E9%00${encodeURIComponent(name.replaceAll(" ", "_"))}%zz%)`,
  "nobody at all",
];

it("is seen by the database where the program sees it, and nowhere else", async () => {
  const sql = asSuperuser();
  const texts = names.flatMap((name) => around(name));
  const list = names.map((name, n) => ({ id: String(n), name }));
  const rows = await sql<{ n: number; ids: string[] }[]>`
    select t.n::int, array(select distinct f.id from app.find_names(t.words, ${sql.json(list)}) f) as ids
    from jsonb_array_elements_text(${sql.json(texts)}) with ordinality t(words, n) order by t.n`;
  const differing = rows.flatMap(({ n, ids }) => {
    const text = texts[n - 1] ?? "";
    const seen = findForbidden(
      text,
      list.map(({ id, name }) => ({ id, words: name, kind: "person" })),
    )
      .filter(({ isWhole }) => isWhole)
      .map(({ id }) => id);
    return seen.sort().join() === [...ids].sort().join() ? [] : [{ text, seen, ids }];
  });
  expect(rows.length).toBe(texts.length);
  expect(rows.filter(({ ids }) => ids.length > 0).length).toBeGreaterThan(150);
  expect(differing).toEqual([]);
});

/** A name several times in a row, in several orders, with something between them or nothing. */
function inARow(name: string): string[] {
  const words = name.split(" ");
  const turned = [...words.slice(1), ...words.slice(0, 1)].join(" ");
  const backwards = [...words].reverse().join(" ");
  return [
    `${name}. ${name.toUpperCase()}. ${name}, said ${name}.`,
    `${name} ${name} ${name}`,
    `${name}, ${turned}; ${name}`,
    `${turned} ${turned}`,
    `${backwards} — ${name}`,
    `${backwards}, ${backwards}`,
    `${turned}\u0301 (${name}\u0301) ${turned}`,
    `${name}\n${name}\n${turned}`,
    `😀${turned}😀${name}😀`,
    `${name} https://example.org/${encodeURIComponent(name)} ${turned}`,
    `${name} and Amina Maria Example, Amina Example Amina Maria Example`,
  ];
}

it("is seen in the same place by both, also where several stand in a row", async () => {
  const sql = asSuperuser();
  const list = names.map((name, n) => ({ id: String(n), name, words: name }));
  for (const name of names) {
    for (const words of [...around(name), ...inARow(name)]) {
      const content = {
        type: "doc",
        content: [{ type: "paragraph", content: [{ type: "text", text: words }] }],
      };
      const [row] = await sql<{ hits: { id: string; from: number; to: number }[] }[]>`
        select app.names_in(${sql.json(content)}, ${sql.json(list)}) as hits`;
      const letters = (units: number) => [...words.slice(0, units)].length;
      expect([words, row?.hits.map(({ from, to }) => [from, to])]).toEqual([
        words,
        placesOfNames(`${words}\n\n`, list).map(({ from, to }) => [
          letters(from),
          Math.max(letters(to), to > words.length ? [...words].length + to - words.length : 0),
        ]),
      ]);
    }
  }
});

it("folds every letter as the program does", async () => {
  const sql = asSuperuser();
  const letters = Array.from({ length: 0x2fa1f - 0x20 }, (_, n) => n + 0x20).filter(
    (code) =>
      (code < 0xd800 || code > 0xdfff) &&
      // Newer than the letters that one of the two knows: those of 2025, and what is in none yet.
      (code < 0x16ea0 || code > 0x16ed3) &&
      (code < 0xa7cb || code > 0xa7f1) &&
      !/\p{Cn}/u.test(String.fromCodePoint(code)),
  );
  // What each stands for among other letters: a word of its own, a part of one, or nothing.
  const rows = await sql<{ code: number; spaced: string }[]>`
    select code, app.spaced_words('a' || chr(code) || 'b') as spaced from unnest(${letters}::int[]) code`;
  const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]/g;
  const differing = rows.filter(({ code, spaced }) => {
    const folded = `a${String.fromCodePoint(code)}b`
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(invisible, "")
      .toLocaleLowerCase("en")
      .replaceAll("ς", "σ")
      .replace(/[^\p{L}\p{N}]/gu, " ");
    return folded !== spaced;
  });
  expect(differing.slice(0, 20)).toEqual([]);
});

it("keeps what stands between names in a row, and no letter of any of them", async () => {
  const words =
    "Also Amina Maria Example. AMINA MARIA EXAMPLE; Example, Amina Maria - Amina Maria Example!";
  const content = {
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: words }] }],
  };
  const read = async () => {
    const [row] = await asSuperuser()<{ content: typeof content }[]>`
      select app.cover_names(${asSuperuser().json(content)},
        app.names_in(${asSuperuser().json(content)}, '[{"id": "1", "name": "Amina Maria Example"}]')) as content`;
    return row?.content.content[0]?.content
      .map((node) => (node.type === "text" ? node.text : "NAME"))
      .join("");
  };
  expect(await read()).toBe("Also NAME. NAME; NAME - NAME!");
  // The broken variant: with every order alike, the end of one and the beginning of the next would be a third one.
  await broken(
    "app.names_in(jsonb,jsonb)",
    ["order by not f.is_as_entered, f.starts", "order by f.starts"],
    async () => expect(await read()).not.toBe("Also NAME. NAME; NAME - NAME!"),
  );
});
