import { getDocumentProxy } from "unpdf";
import { nothingFound, type Opened, ownName } from "./opened";
import { readPage } from "./pdf-text";
import { readTree } from "./pdf-tree";
import { plainNames, type RawPdf, readRaw, stringsIn } from "./raw-pdf";

/** What a PDF of ours may say of itself. */
const knownFacts = new Set(["Title", "Creator", "Language"]);
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

/** Opens a finished PDF, as drawn, as told to a screen reader, and as bytes. */
export async function openPdf(file: Uint8Array): Promise<Opened> {
  const opened = nothingFound();
  let annotations = 0;
  // The library takes the bytes that it is given for itself.
  const document = await getDocumentProxy(new Uint8Array(file));
  try {
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const text = await readPage(page);
      const tree = readTree((await page.getStructTree()) as never, text);
      opened.lines.push(...tree.lines);
      opened.frame.push(...text.unmarked);
      opened.besides.push(...tree.alt);
      opened.hidden.push(...text.hidden);
      // For the screen, the library reads the words below each link anew, which takes as long as all the rest.
      for (const annotation of await page.getAnnotations({ intent: "print" })) {
        annotations += 1;
        lookAtAnnotation(annotation, opened);
      }
    }
    const { info } = await document.getMetadata();
    lookAtFacts(info as Record<string, unknown>, opened);
    opened.besides.push(...titlesIn(await document.getOutline()));
    for (const name of Object.keys((await document.getAttachments()) ?? {})) {
      opened.attached.push(name);
    }
    for (const [trigger, scripts] of Object.entries((await document.getJSActions()) ?? {})) {
      opened.scripts.push(`${trigger}: ${String(scripts)}`);
    }
  } finally {
    await document.loadingTask.destroy();
  }
  lookAtBytes(readRaw(file), annotations, opened);
  return opened;
}

interface Annotation {
  subtype?: string;
  url?: string;
  unsafeUrl?: string;
  contentsObj?: { str?: string };
  titleObj?: { str?: string };
  actions?: unknown;
}

function lookAtAnnotation(annotation: Annotation, opened: Opened) {
  const address = annotation.unsafeUrl ?? annotation.url;
  if (address) {
    opened.references.push(address);
  }
  if (annotation.subtype !== "Link") {
    opened.attached.push(`annotation: ${annotation.subtype}`);
  }
  opened.besides.push(annotation.contentsObj?.str ?? "", annotation.titleObj?.str ?? "");
  if (annotation.actions) {
    opened.scripts.push("annotation");
  }
}

function lookAtFacts(info: Record<string, unknown>, opened: Opened) {
  for (const [name, value] of Object.entries(info)) {
    const isOurs = name === "Creator" ? String(value).trim() === ownName : knownFacts.has(name);
    if (typeof value === "string" && name !== "PDFFormatVersion") {
      opened.besides.push(value);
      if (!isOurs) {
        opened.metadata.push(name);
      }
    }
    if (name === "Custom" && Object.keys(value as object).length > 0) {
      opened.metadata.push(...Object.keys(value as object));
      opened.besides.push(...Object.values(value as object).map(String));
    }
  }
}

interface Entry {
  title: string;
  items: Entry[];
}

const titlesIn = (entries: readonly Entry[] | null): string[] =>
  (entries ?? []).flatMap((entry) => [entry.title, ...titlesIn(entry.items)]);

/** What runs, what leads elsewhere and what is packed with it, by the names that a PDF has for these. */
const telling: readonly [RegExp, "scripts" | "references" | "attached"][] = [
  [/\/(?:JavaScript|JS|OpenAction|AA)\b/g, "scripts"],
  [/\/(?:Launch|GoToR|GoToE|SubmitForm|ImportData)\b/g, "references"],
  [/\/(?:EmbeddedFiles?|Filespec|AcroForm|XFA|RichMedia|Movie|Sound|3D)\b/g, "attached"],
];

function lookAtBytes({ texts, objects }: RawPdf, annotations: number, opened: Opened) {
  // One by one: a list of so many strings is too long to be handed over at once.
  for (const string of texts.flatMap(stringsIn)) {
    opened.besides.push(string);
  }
  const names = plainNames(objects);
  for (const [pattern, kind] of telling) {
    for (const [name] of names.matchAll(pattern)) {
      opened[kind].push(name);
    }
  }
  if ((names.match(/\/Annot\b/g)?.length ?? 0) !== annotations) {
    opened.attached.push("annotation: not to be printed");
  }
  for (const [name] of names.matchAll(
    /\/(?:Author|Producer|CreationDate|ModDate|Keywords|Subject)\b/g,
  )) {
    opened.metadata.push(name.slice(1));
  }
  for (const [packet] of texts.join("\n").matchAll(/<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/g)) {
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
}
