import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { writePaper } from "../outputs";
import type { Paper } from "../paper";
import { toPdf } from "../pdf/pdf";
import { template } from "../pdf/template";
import { sampleAddress, samplePaper } from "../testing/samples";
import { checkFile, type Finding, open } from "./check";
import { findForbidden } from "./forbidden";
import { type PaperFormat, paperFormats } from "./opened";
import { redrawn, replaced, torn } from "./testing-pdf";

const paper = samplePaper("en");
const secret = "Jané Roe-Ortega";
const forbidden = ["somebody else", secret];

const look = (format: PaperFormat, file: Uint8Array, of: Paper = paper) =>
  checkFile({ format, file, paper: of }, forbidden);
const kinds = (findings: readonly Finding[]) => findings.map(({ kind }) => kind);

const withBlock = (text: Paper["blocks"][number]): Paper => ({
  ...paper,
  blocks: [...paper.blocks, text],
});

describe("words that may not leave", () => {
  it.each(paperFormats)(
    "are found in the text of a %s, and told by their place alone",
    async (format) => {
      const of = withBlock({ kind: "paragraph", text: [{ text: `By ${secret}.` }] });
      const found = await look(format, writePaper(of, format), of);
      expect(found).toContainEqual({ kind: "forbidden", where: "text", which: 1 });
      expect(JSON.stringify(found)).not.toContain("Roe");
    },
  );

  it.each(paperFormats)("are found cut up over several runs of a %s", async (format) => {
    const of = withBlock({
      kind: "paragraph",
      text: [
        { text: "Ja" },
        { text: "né R", strong: true },
        { text: "oe-Or", emphasis: true },
        { text: "tega", link: "https://plenary.example/" },
      ],
    });
    expect(await look(format, writePaper(of, format), of)).toContainEqual({
      kind: "forbidden",
      where: "text",
      which: 1,
    });
  });

  it.each(paperFormats)("are found in what stands around the text of a %s", async (format) => {
    const of = { ...paper, frame: { ...paper.frame, watermark: `For ${secret}` } };
    expect(kinds(await look(format, writePaper(of, format), of))).toContain("forbidden");
  });

  it.each(["pdf", "docx", "html"] as const)(
    "are found in the address of a link of a %s",
    async (format) => {
      const link = `https://plenary.example/${encodeURIComponent(secret)}`;
      const of = withBlock({ kind: "paragraph", text: [{ text: "here", link }] });
      expect(await look(format, writePaper(of, format), of)).toContainEqual({
        kind: "forbidden",
        where: "beside",
        which: 1,
      });
    },
  );

  it("are found however they are written", () => {
    const found = (text: string, word: string) => findForbidden(text, [word]).length === 1;
    expect(found("JANE ROE ORTEGA", secret)).toBe(true);
    expect(found("Jane\u0301 Roe\u00ad-Or\u200btega", secret)).toBe(true);
    expect(found("J\u0430n\u0435 R\u043ee", "Jane Roe")).toBe(true);
    expect(found("Ｊａｎｅ Ｒｏｅ", "Jane Roe")).toBe(true);
    expect(found("ﻣﺮﺣﺒﺎ", "مرحبا")).toBe(true);
    expect(found("مُرَحَـبا", "مرحبا")).toBe(true);
    expect(found("أحمد", "احمد")).toBe(true);
    expect(found("Janet Roe", "Jane Roe")).toBe(false);
    expect(found("any text", "")).toBe(false);
  });

  it("are found in Arabic where the page draws joined letters", async () => {
    const arabic = samplePaper("ar");
    const of: Paper = {
      ...arabic,
      blocks: [
        ...arabic.blocks,
        { kind: "paragraph", text: [{ text: "قال علي الأمين في لاهاي." }] },
      ],
    };
    const file = writePaper(of, "pdf");
    for (const name of ["علي الأمين", "في لاهاي", "الامين"]) {
      expect(await checkFile({ format: "pdf", file, paper: of }, [name])).toContainEqual({
        kind: "forbidden",
        where: "text",
        which: 0,
      });
    }
  });
});

describe("a PDF", () => {
  const planted = (more: string) => look("pdf", toPdf(paper, template + more));
  const spoiled = (from: string | RegExp, to: string) => look("pdf", replaced(from, to));

  it.each([
    ["white", `#place(text(fill: white)[${secret}])`],
    ["tiny", `#place(text(size: 1pt)[${secret}])`],
    ["outside of the page", `#place(dx: -900pt)[${secret}]`],
    ["without any opacity", `#place(text(fill: rgb(0, 0, 0, 0))[${secret}])`],
  ])("is held back for text that is %s", async (_how, more) => {
    const found = await planted(more);
    expect(kinds(found)).toContain("hidden");
    expect(kinds(found)).toContain("forbidden");
  });

  it.each([
    [
      "a bookmark",
      `#place(hide(heading(outlined: false, bookmarked: true)[${secret}]))`,
      "forbidden",
    ],
    [
      "an alternative text",
      `#image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"), alt: "${secret}")`,
      "forbidden",
    ],
    ["its author", `#set document(author: "${secret}")`, "metadata"],
    ["its keywords", `#set document(keywords: ("${secret}",))`, "metadata"],
    ["a day", "#set document(date: datetime(year: 2026, month: 4, day: 13))", "metadata"],
    [
      "an attached file",
      `#pdf.attach("a.txt", bytes("${secret}"), mime-type: "text/plain", description: "a")`,
      "attached",
    ],
    ["a link to a file", `#link("file:///home/jane")[x]`, "reference"],
    ["a link of somebody else", `#link("https://elsewhere.example/")[x]`, "reference"],
  ] as const)("is held back for %s", async (_what, more, kind) => {
    expect(kinds(await planted(more))).toContain(kind);
  });

  it.each([
    [
      "a script",
      "/Type /Catalog",
      "/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
    ],
    [
      "a script with an escaped name",
      "/Type /Catalog",
      "/Type /Catalog /Open#41ction << /S /Java#53cript /J#53 (x) >>",
    ],
  ])("is held back for %s", async (_what, from, to) => {
    expect(kinds(await spoiled(from, to))).toContain("script");
  });

  it("is held back for a link that only a screen shows", async () => {
    const bytes = Buffer.from(toPdf(paper)).toString("latin1").replace("/F 4\n", "/F 0\n");
    expect(kinds(await look("pdf", Buffer.from(bytes, "latin1")))).toContain("attached");
  });

  it("is held back where another tool wrote it", async () => {
    expect(
      kinds(await spoiled("Plenary     </xmp:CreatorTool>", "Jane Writer1</xmp:CreatorTool>")),
    ).toContain("metadata");
  });

  it("is held back for what it says of itself in a part that is not marked as that", async () => {
    const packet = "% <x:xmpmeta><dc:creator>x</dc:creator></x:xmpmeta>\n";
    const found = await look("pdf", replaced("/CIDInit /ProcSet", `${packet}/CIDInit /ProcSet`));
    expect(kinds(found)).toContain("metadata");
  });

  it("is held back where its bytes say a name that no page shows, also in two bytes a sign", async () => {
    const hex = Buffer.from(`\ufeff${secret}`, "utf16le").swap16().toString("hex");
    expect(await spoiled("/Type /Pages", `/Type /Pages /X <${hex}>`)).toContainEqual({
      kind: "forbidden",
      where: "beside",
      which: 1,
    });
  });

  it("is held back for a name in a string of its pages, in a name and in a face's table of signs", async () => {
    const hex = Buffer.from(`\ufeff${secret}`, "utf16le").swap16().toString("hex");
    const files = [
      redrawn((drawing) => `/Span << /ActualText <${hex}> >> BDC EMC\n${drawing}`),
      redrawn((drawing) => `/Span << /X (Roe) /Y (\\112ane Roe-\\117rtega) >> BDC EMC\n${drawing}`),
      redrawn((drawing) => `/Jane#20Roe#2dOrtega BMC EMC\n${drawing}`),
      replaced(/<0001> <[0-9A-F]+>/, `<0001> <${hex.slice(4)}>`),
      replaced(/(?<=<0001> <[0-9A-F]+>\n)/, `<FFF0> <${hex.slice(4)}>\n`),
      replaced("/Type /Pages", "/Type /Pages /Jane#20Roe#2DOrtega 1"),
    ];
    for (const file of files) {
      expect((await look("pdf", file)).map((one) => JSON.stringify(one)).join()).toMatch(
        /"kind":"forbidden","where":"(?:beside|text|frame)","which":1/,
      );
    }
  });

  it("is held back for words that no tag leads to, and for those that a tag leaves out", async () => {
    expect(
      kinds(
        await look(
          "pdf",
          redrawn((drawing) => drawing.replace("/MCID 0", "/MCID 9999")),
        ),
      ),
    ).toEqual(expect.arrayContaining(["hidden", "words"]));
    expect(kinds(await look("pdf", replaced("/K [0]\n", "/K []\n")))).toEqual(
      expect.arrayContaining(["hidden", "words"]),
    );
  });

  it.each([
    ["not drawn", "3 Tr"],
    ["cut out alone", "7 Tr"],
    ["drawn by its outline alone", "1 Tr"],
  ])("is held back for text that is %s", async (_how, mode) => {
    const file = redrawn((drawing) => drawing.replace("0 Tr", mode));
    expect(kinds(await look("pdf", file))).toContain("hidden");
  });

  it("is held back for a drawing of which no table says which sign it is", async () => {
    const unmapped = await look("pdf", replaced(/<0001> <[0-9A-F]+>\n/, ""));
    expect(kinds(unmapped)).toContainEqual(expect.stringMatching(/words|damaged/));
  });

  it.each([
    ["a base for its addresses", "/Type /Catalog", "/Type /Catalog /URI << /Base (x) >>"],
    ["a page that is cut", "/Tabs /S", "/Tabs /S /CropBox [0 0 9 9]"],
    ["a page that is turned", "/Tabs /S", "/Tabs /S /Rotate 90"],
    ["a note among its objects", "endobj\n", `endobj\n%${secret}\n`],
    ["bytes between its objects", "endobj\n", "endobj\nx\n"],
    ["a key that stands twice", "/Type /Catalog", "/Type /Catalog /Type /Catalog"],
    ["a second table", "trailer\n<<", "trailer\n<< /Prev 9"],
    ["being locked", "trailer\n<<", "trailer\n<< /Encrypt 1 0 R"],
    ["bytes after its end", /%%EOF$/, "%%EOF\nx"],
    ["bytes behind what is packed", /\nendstream/, "x\nendstream"],
    ["words in a table of signs of their own", "/Type /Pages", "/Type /Pages /X (Jan\xe9)"],
    [
      "words with marks of a language",
      "/Type /Pages",
      "/Type /Pages /X <feff001b0065006e001b004a>",
    ],
    ["packing that no paper has", "/FlateDecode", "/LZWDecode"],
  ] as const)("can't be opened with %s", async (_what, from, to) => {
    expect(await spoiled(from, to)).toEqual([{ kind: "damaged" }]);
  });

  it("can't be opened where it draws in a way that no paper does, or its table tells otherwise", async () => {
    for (const drawing of [
      "BI ID x EI",
      "(x) '",
      "1 0 Td",
      "/X sh",
      "% note\n",
      "Q",
      "q",
      "/P scn cs",
    ]) {
      const file = redrawn((before) => `${drawing}\n${before}`);
      expect(await look("pdf", file), drawing).toEqual([{ kind: "damaged" }]);
    }
    expect(await look("pdf", torn("/Type /Catalog", "/Type  /Catalog"))).toEqual([
      { kind: "damaged" },
    ]);
  });

  it("reads a paragraph that goes on over the page as one", async () => {
    const words = "One word after the other. ".repeat(400);
    const of = withBlock({ kind: "paragraph", text: [{ text: words }] });
    const { lines } = await open("pdf", writePaper(of, "pdf"));
    expect(lines.map((line) => line.replace(/\s/g, ""))).toContain(words.replace(/\s/g, ""));
  });
});

describe("a document", () => {
  const parts = unzipSync(writePaper(paper, "docx"));
  const zipped = (changed: Zippable, when = new Date(1980, 0, 1)) =>
    zipSync({ ...parts, ...changed }, { mtime: when, os: 0 });
  const planted = (path: string, from: string, to: string) => {
    const before = strFromU8(parts[path] ?? new Uint8Array());
    expect(before).toContain(from);
    return look("docx", zipped({ [path]: strToU8(before.replace(from, to)) }));
  };
  const run = (look: string, words = secret) =>
    `<w:r><w:rPr>${look}</w:rPr><w:t>${words}</w:t></w:r></w:p>`;

  it.each([
    ["hidden", "<w:vanish/>"],
    ["white", `<w:color w:val="FFFFFF"/>`],
    ["tiny", `<w:sz w:val="2"/>`],
  ])("is held back for text that is %s", async (_how, how) => {
    const found = await planted("word/document.xml", "</w:p>", run(how));
    expect(kinds(found)).toEqual(expect.arrayContaining(["hidden", "forbidden", "words"]));
  });

  it.each([
    [
      "an author",
      "docProps/core.xml",
      "</cp:coreProperties>",
      "<dc:creator>x</dc:creator></cp:coreProperties>",
      "metadata",
    ],
    [
      "a tracked change",
      "word/document.xml",
      "<w:r>",
      `<w:ins w:id="1" w:author="x" w:date="2026-04-13T00:00:00Z"/><w:r>`,
      "metadata",
    ],
    [
      "the marks of an editing session",
      "word/document.xml",
      "<w:p>",
      `<w:p w:rsidR="00A1">`,
      "metadata",
    ],
    [
      "a picture from elsewhere",
      "word/_rels/document.xml.rels",
      "</Relationships>",
      `<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://plenary.example/" TargetMode="External"/></Relationships>`,
      "reference",
    ],
    [
      "a template from elsewhere",
      "word/_rels/document.xml.rels",
      "</Relationships>",
      `<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:/x.dotm" TargetMode="External"/></Relationships>`,
      "reference",
    ],
    [
      "a field that fetches",
      "word/document.xml",
      "<w:r>",
      `<w:fldSimple w:instr="INCLUDETEXT x"/><w:r>`,
      "reference",
    ],
    ["an object", "word/document.xml", "<w:r>", "<w:object/><w:r>", "script"],
    ["a note in the markup", "word/document.xml", "<w:r>", "<!-- x --><w:r>", "hidden"],
    [
      "a style that hides",
      "word/styles.xml",
      "<w:rPr><w:color",
      "<w:rPr><w:vanish/><w:color",
      "hidden",
    ],
  ] as const)("is held back for %s", async (_what, path, from, to, kind) => {
    expect(kinds(await planted(path, from, to))).toContain(kind);
  });

  it("is held back for a name in an alternative text, in a bookmark and in a property", async () => {
    const places: [string, string, string][] = [
      ["word/document.xml", `descr="`, `descr="${secret} `],
      ["word/document.xml", "<w:r>", `<w:bookmarkStart w:id="1" w:name="${secret}"/><w:r>`],
      ["docProps/core.xml", "<dc:title>", `<dc:title>${secret} `],
    ];
    for (const place of places) {
      expect(await planted(...place)).toContainEqual({
        kind: "forbidden",
        where: "beside",
        which: 1,
      });
    }
  });

  it("is held back for a part that does not belong, for a time and for a note on the archive", async () => {
    expect(kinds(await look("docx", zipped({ "word/vbaProject.bin": strToU8("x") })))).toContain(
      "attached",
    );
    expect(kinds(await look("docx", zipped({}, new Date(2026, 3, 13))))).toContain("metadata");
    const noted = Buffer.concat([writePaper(paper, "docx"), Buffer.from("x")]);
    expect(kinds(await look("docx", new Uint8Array(noted)))).toContain("metadata");
  });
});

describe("a page", () => {
  const page = Buffer.from(writePaper(paper, "html")).toString("utf8");
  const planted = (from: string, to: string) => {
    expect(page).toContain(from);
    return look("html", strToU8(page.replace(from, to)));
  };

  it.each([
    ["a script", "</main>", "<script>x</script></main>", "script"],
    ["a handler", "<main>", `<main onclick="x">`, "script"],
    [
      "a picture from elsewhere",
      "</main>",
      `<img src="https://plenary.example/"/></main>`,
      "reference",
    ],
    ["a form", "</main>", "<form></form></main>", "script"],
    ["a script for a link", `href="https://plenary.example/"`, `href="javascript:x"`, "reference"],
    ["text that is not shown", "</main>", `<p style="display:none">x</p></main>`, "hidden"],
    ["text in white", "</main>", `<p style="color:#fff">x</p></main>`, "hidden"],
    ["a note in the markup", "</main>", "<!-- x --></main>", "hidden"],
    ["a style of somebody else", "</style>", "p{color:white}</style>", "hidden"],
    ["a name for its maker", "</head>", `<meta name="author" content="x"/></head>`, "metadata"],
    ["signs that take no room", "<h1>", "<h1>\u200b", "hidden"],
    ["markup that is broken", "</main>", "", "damaged"],
  ] as const)("is held back for %s", async (_what, from, to, kind) => {
    expect(kinds(await planted(from, to))).toContain(kind);
  });

  it("is held back for a name in an attribute", async () => {
    expect(await planted("<main>", `<main data-x="${secret}">`)).toContainEqual({
      kind: "forbidden",
      where: "beside",
      which: 1,
    });
  });
});

it("holds a text back for signs that take no room, and any file for a line of somebody else", async () => {
  const text = Buffer.from(writePaper(paper, "txt")).toString("utf8");
  expect(kinds(await look("txt", strToU8(text.replace("panellists", "panel\u2060lists"))))).toEqual(
    ["hidden"],
  );
  expect(kinds(await look("txt", strToU8(`${text}more\n`)))).toEqual(["words"]);
});

it("lets a paper lead to its own addresses, and to none that is not of the web", async () => {
  expect(await look("docx", writePaper(paper, "docx"))).toEqual([]);
  expect(JSON.stringify(paper)).toContain(sampleAddress);
  const of = withBlock({ kind: "paragraph", text: [{ text: "x", link: "file:///etc/hosts" }] });
  for (const format of ["pdf", "docx", "html"] as const) {
    expect(kinds(await look(format, writePaper(of, format), of))).toContain("reference");
  }
});

it.each(paperFormats)(
  "holds back a %s without the watermark that it should have",
  async (format) => {
    const bare = { ...paper, frame: { ...paper.frame, watermark: "" } };
    const of = { ...paper, frame: { ...paper.frame, watermark: "For one reader alone" } };
    expect(kinds(await look(format, writePaper(bare, format), of))).toEqual(["words"]);
  },
);

it.each(["pdf", "docx"] as const)("holds back a %s that can't be opened", async (format) => {
  expect(await look(format, strToU8("nothing"))).toEqual([{ kind: "damaged" }]);
});
