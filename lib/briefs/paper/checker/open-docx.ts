import { unzipSync } from "fflate";
import { type Element, readXml } from "./open-xml";
import { nothingFound, type Opened, smallestPoints } from "./opened";

/** The parts of which a document of ours consists. */
const known =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/_rels\/document\.xml\.rels|word\/(?:document|styles|numbering|settings|header1|footer1)\.xml|word\/media\/code\d+\.png)$/;
const knownFields = /^\s*(?:PAGE|NUMPAGES)\s*$/;
/** What one may read in a document and its page does not show. */
const wordsBeside = new Set(["descr", "title", "name", "w:name", "w:tooltip", "w:alias", "w:tag"]);
/** Elements that keep who changed what and when, or what was changed. */
const traces =
  /^w:(?:ins|del|moveFrom|moveTo|comment\w*|delText|rPrChange|pPrChange|sectPrChange|tblPrChange|rsid\w*|docVars?|attachedTemplate|permStart)$/;
const running = /^w:(?:control|object|altChunk|subDoc|macro\w*|script\w*|smartTag)$|^o:OLEObject$/;

/** Opens a finished document, part by part. */
export function openDocx(file: Uint8Array): Opened {
  const opened = nothingFound();
  lookAtArchive(file, opened);
  const parts = unzipSync(file);
  for (const [path, bytes] of Object.entries(parts)) {
    if (!known.test(path)) {
      opened.attached.push(path);
    }
    if (path.endsWith(".xml") || path.endsWith(".rels")) {
      lookAtPart(path, Buffer.from(bytes).toString("utf8"), opened);
    } else {
      opened.besides.push(Buffer.from(bytes).toString("utf8"));
    }
  }
  return opened;
}

/** Times, notes and whatever else an archive says of where it was made. */
function lookAtArchive(file: Uint8Array, opened: Opened) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let end = file.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) {
    end--;
  }
  if (end < 0 || end + 22 !== file.length) {
    opened.metadata.push("comment of the archive");
    return;
  }
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    // 1 January 1980, and midnight.
    if (view.getUint32(at + 12, true) !== 0x00210000) {
      opened.metadata.push("time of a part");
    }
    if (extra !== 0 || comment !== 0) {
      opened.metadata.push("note on a part");
    }
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
}

function lookAtPart(path: string, markup: string, opened: Opened) {
  const where = path === "word/document.xml" ? "lines" : "frame";
  let line = "";
  const endLine = () => {
    if (line.trim() !== "") {
      opened[where].push(line.trim());
    }
    line = "";
  };
  const isSeen = { vanish: false, white: false, tiny: false };
  readXml(markup, {
    open: (element) => {
      const { name, attributes } = element;
      for (const [attribute, value] of Object.entries(attributes)) {
        lookAtAttribute(attribute, value, opened);
      }
      if (traces.test(name)) {
        opened.metadata.push(name);
      }
      if (running.test(name)) {
        opened.scripts.push(name);
      }
      if (name === "w:r") {
        Object.assign(isSeen, { vanish: false, white: false, tiny: false });
      }
      lookAtLook(element, path, isSeen, opened);
      if (name === "w:tab" && isIn(element, "w:r")) {
        line += "\t";
      }
      if (name === "w:fldSimple" && !knownFields.test(attributes["w:instr"] ?? "")) {
        opened.references.push(attributes["w:instr"] ?? "");
      }
      if (name === "v:textpath" && attributes.string) {
        opened.frame.push(attributes.string);
      }
      if (name === "Relationship") {
        lookAtRelation(attributes, opened);
      }
    },
    close: ({ name }) => {
      if (name === "w:p") {
        endLine();
      }
    },
    text: (words, inside) => {
      const last = inside.at(-1)?.name;
      if (last === "w:t") {
        line += words;
        if (isSeen.vanish || isSeen.white || isSeen.tiny) {
          opened.hidden.push(words);
        }
      } else if (last === "w:instrText") {
        if (!knownFields.test(words)) {
          opened.references.push(words);
        }
      } else if (words.trim() !== "") {
        opened.besides.push(words);
      }
      if (path === "docProps/core.xml" && last && words.trim() !== "") {
        if (last !== "dc:title" && last !== "dc:language") {
          opened.metadata.push(last);
        }
      }
    },
    comment: (words) => opened.hidden.push(words),
    other: (words) => opened.scripts.push(words),
  });
  endLine();
}

const isIn = (element: Element, name: string) => element.around.at(-1)?.name === name;
const isOff = (value: string | undefined) => value === "0" || value === "false";

function lookAtLook(
  { name, attributes, around }: Element,
  path: string,
  isSeen: { vanish: boolean; white: boolean; tiny: boolean },
  opened: Opened,
) {
  const value = attributes["w:val"];
  const isInStyle = path === "word/styles.xml" && around.some((one) => one.name === "w:style");
  const found = {
    vanish: /^w:(?:vanish|webHidden|specVanish)$/.test(name) && !isOff(value),
    white: name === "w:color" && /^f[0-9a-f]f[0-9a-f]f[0-9a-f]$/i.test(value ?? ""),
    tiny: /^w:sz(?:Cs)?$/.test(name) && Number(value) < smallestPoints * 2,
  };
  isSeen.vanish ||= found.vanish;
  isSeen.white ||= found.white;
  isSeen.tiny ||= found.tiny;
  if (isInStyle && (found.vanish || found.white || found.tiny)) {
    opened.hidden.push(name);
  }
}

function lookAtAttribute(name: string, value: string, opened: Opened) {
  if (/^w:(?:author|initials|date|rsid\w*)$/.test(name)) {
    opened.metadata.push(name);
  }
  if (wordsBeside.has(name) || /(?:author|initials)$/.test(name)) {
    opened.besides.push(value);
  }
}

function lookAtRelation(attributes: Record<string, string>, opened: Opened) {
  const target = attributes.Target ?? "";
  if (attributes.TargetMode === "External") {
    const isHyperlink = attributes.Type?.endsWith("/hyperlink") ?? false;
    // A picture or a template from elsewhere is fetched by whoever opens the file.
    opened.references.push(isHyperlink ? target : `${attributes.Type}: ${target}`);
  } else if (/^(?:\/|\.\.|\w+:)/.test(target)) {
    opened.references.push(target);
  }
}
