import { nothingFound, type Opened, ownName } from "./opened";
import { asWords, mustHaveOnly, nameOf, PdfFile, wordsOf } from "./pdf-file";
import { Bytes, type Dict, Ref, Unknown, type Value } from "./pdf-lexer";
import { textOf } from "./pdf-stretch";
import { type Faces, type PageText, readPage } from "./pdf-text";
import { readTree } from "./pdf-tree";

/** What a PDF of ours may say of itself. */
const knownFacts = new Set(["Title", "Creator"]);
const knownXmp = new Set([
  "dc:title",
  "dc:language",
  "dc:format",
  "xmp:CreatorTool",
  "xmpMM:InstanceID",
  "xmpMM:DocumentID",
  "xmpMM:RenditionClass",
  "xmpTPg:NPages",
  "pdf:PDFVersion",
  "pdfuaid:part",
]);
const structureOfXmp = /^(?:x:xmpmeta|rdf:\w+)$/;

/** What a PDF of ours holds as a whole; what tells is let through here, to be named for what it is. */
const knownOfWhole = [
  ...["Type", "Pages", "Metadata", "Lang", "StructTreeRoot", "MarkInfo"],
  ...["ViewerPreferences", "Outlines"],
];

/** What runs, what leads elsewhere and what is packed with it, by the names that a PDF has for these. */
const telling = {
  scripts: ["JavaScript", "JS", "OpenAction", "AA"],
  references: ["Launch", "GoToR", "GoToE", "SubmitForm", "ImportData"],
  attached: [
    ...["EmbeddedFile", "EmbeddedFiles", "Filespec", "AcroForm", "XFA"],
    ...["RichMedia", "Movie", "Sound", "3D", "OCProperties", "ObjStm", "XRef", "Encrypt"],
  ],
  metadata: ["Author", "Producer", "CreationDate", "ModDate", "Keywords", "Subject"],
} as const;

/** Opens a finished PDF, as drawn, as told to a screen reader, and as bytes. */
export function openPdf(bytes: Uint8Array): Opened {
  const file = new PdfFile(bytes);
  const opened = nothingFound();
  const catalog = file.dict(file.trailer.get("Root"));
  mustHaveOnly(catalog, [...knownOfWhole, ...telling.scripts, ...telling.attached, "Names"]);
  const pages = readPages(file, file.dict(catalog.get("Pages")), opened);
  const tree = readTree(file, file.dict(catalog.get("StructTreeRoot")), pages);
  opened.lines.push(...tree.lines);
  opened.besides.push(...tree.alt);
  for (const { marked, unmarked, hidden, beside } of pages.values()) {
    opened.frame.push(...unmarked);
    // What no tree leads to is drawn, and said to nobody.
    const unsaid = [...marked.values()].flatMap(textOf);
    opened.frame.push(...unsaid);
    opened.hidden.push(...hidden, ...unsaid);
    opened.besides.push(...beside);
  }
  lookAtFacts(file, opened);
  lookAtObjects(file, [...pages.values()], opened);
  return opened;
}

/** By the number of each page's object, in their order. */
function readPages(file: PdfFile, root: Dict, opened: Opened): Map<number, PageText> {
  const pages = new Map<number, PageText>();
  const faces: Faces = new Map();
  let annotations = 0;
  const visit = (value: Value) => {
    if (!(value instanceof Ref) || pages.has(value.number)) {
      throw new Unknown();
    }
    const node = file.dict(value);
    if (nameOf(node.get("Type")) === "Pages") {
      file.list(node.get("Kids")).forEach(visit);
      return;
    }
    // A page that is turned, cut or scaled would put its words elsewhere.
    mustHaveOnly(node, [
      ...["Type", "Parent", "Resources", "MediaBox", "Contents", "Annots"],
      ...["StructParents", "Tabs", "Group"],
    ]);
    pages.set(value.number, readPage(file, node, pages.size, faces));
    for (const annotation of node.has("Annots") ? file.list(node.get("Annots")) : []) {
      annotations += 1;
      lookAtAnnotation(file, file.dict(annotation), opened);
    }
  };
  file.list(root.get("Kids")).forEach(visit);
  const written = [...file.objects.values()].filter(
    (value) => value instanceof Map && nameOf(value.get("Type")) === "Annot",
  );
  if (written.length !== annotations) {
    opened.attached.push("annotation: on no page");
  }
  return pages;
}

/** Shown on the screen and on paper, and nothing more. */
const printed = 4;

function lookAtAnnotation(file: PdfFile, annotation: Dict, opened: Opened) {
  if (nameOf(annotation.get("Subtype")) !== "Link") {
    opened.attached.push("annotation: no link");
  }
  if (annotation.get("F") !== printed) {
    opened.attached.push("annotation: not to be printed");
  }
  if (!annotation.has("A")) {
    return;
  }
  const action = file.dict(annotation.get("A"));
  const kind = nameOf(action.get("S"));
  mustHaveOnly(action, ["Type", "S", kind === "GoTo" ? "D" : "URI"]);
  if (kind === "URI") {
    opened.references.push(wordsOf(action.get("URI")));
  } else if (kind !== "GoTo") {
    opened.references.push(kind ?? "");
  }
}

function lookAtFacts(file: PdfFile, opened: Opened) {
  if (!file.trailer.has("Info")) {
    return;
  }
  for (const [name, value] of file.dict(file.trailer.get("Info"))) {
    const isOurs = name === "Creator" ? wordsOf(value).trim() === ownName : knownFacts.has(name);
    if (!(isOurs && value instanceof Bytes)) {
      opened.metadata.push(name);
    }
  }
}

function lookAtObjects(file: PdfFile, pages: readonly PageText[], opened: Opened) {
  for (const string of file.strings) {
    opened.besides.push(asWords(string));
  }
  const names = new Set([...file.names, ...pages.flatMap((page) => [...page.names])]);
  opened.besides.push([...names].join("\n"));
  for (const [kind, telltale] of Object.entries(telling)) {
    opened[kind as keyof typeof telling].push(...telltale.filter((name) => names.has(name)));
  }
  const drawn = new Set(pages.flatMap((page) => [...page.drawn]));
  for (const stream of file.streams.values()) {
    const words = stream.content.toString("utf8");
    if (!drawn.has(stream)) {
      opened.besides.push(words);
    }
    if (nameOf(stream.dict.get("Type")) === "Metadata" || words.includes("<x:xmpmeta")) {
      lookAtXmp(words, opened);
    }
  }
}

function lookAtXmp(packet: string, opened: Opened) {
  for (const [, name = ""] of packet.matchAll(/<([\w-]+:[\w-]+)/g)) {
    if (!(knownXmp.has(name) || structureOfXmp.test(name))) {
      opened.metadata.push(name);
    }
  }
  const tool = /<xmp:CreatorTool>([^<]*)</.exec(packet)?.[1]?.trim();
  if (tool !== undefined && tool !== ownName) {
    opened.metadata.push("xmp:CreatorTool");
  }
}
