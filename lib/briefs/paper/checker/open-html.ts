import { paperStyle } from "../html/style";
import { type Element, readXml } from "./open-xml";
import { nothingFound, type Opened } from "./opened";

const standsAlone = new Set(
  "title h1 h2 h3 p li dt dd div section blockquote caption th td header footer main b i".split(
    " ",
  ),
);
const running = new Set(
  "script iframe object embed applet form input button template portal".split(" "),
);
const loading = new Set([
  "src",
  "srcset",
  "data",
  "poster",
  "background",
  "action",
  "formaction",
  "ping",
]);
const wordsBeside = new Set([
  "title",
  "alt",
  "aria-label",
  "aria-description",
  "content",
  "id",
  "name",
]);
const ofOurHead = new Set(["viewport", "robots", "referrer"]);
const unseen =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0|clip|text-indent\s*:\s*-|color\s*:\s*(?:#fff|white|transparent)/i;

/** Opens a finished page. */
export function openHtml(page: string): Opened {
  const opened = nothingFound();
  let line = "";
  const end = (inside: readonly Element[]) => {
    if (line.trim() !== "") {
      opened[isFrame(inside) ? "frame" : "lines"].push(line.replace(/\s+/gu, " ").trim());
    }
    line = "";
  };
  readXml(page, {
    open: (element) => {
      if (standsAlone.has(element.name)) {
        end(element.around);
      }
      lookAtElement(element, opened);
    },
    close: (element) => {
      if (standsAlone.has(element.name)) {
        end([...element.around, element]);
      }
    },
    text: (words, inside) => {
      const last = inside.at(-1)?.name;
      if (last === "style") {
        if (words !== paperStyle) {
          opened.hidden.push("a style that is not ours");
          opened.besides.push(words);
        }
      } else if (last === "title" && inside.some(({ name }) => name === "head")) {
        opened.besides.push(words);
      } else {
        line += words;
        if (inside.some(isUnseen) && words.trim() !== "") {
          opened.hidden.push(words);
        }
      }
    },
    comment: (words) => opened.hidden.push(words),
    other: (words) => opened.scripts.push(words),
  });
  return opened;
}

const isFrame = (inside: readonly Element[]) =>
  inside.some(
    ({ name, attributes }) => name === "header" || name === "footer" || attributes.class === "mark",
  );

const isUnseen = ({ attributes }: Element) =>
  "hidden" in attributes || "aria-hidden" in attributes || unseen.test(attributes.style ?? "");

function lookAtElement({ name, attributes }: Element, opened: Opened) {
  if (running.has(name)) {
    opened.scripts.push(name);
  }
  if (name === "link" || name === "base" || name === "image" || name === "use" || name === "img") {
    opened.references.push(`${name}: ${attributes.href ?? attributes.src ?? ""}`);
  }
  if (
    name === "meta" &&
    (attributes["http-equiv"] || (attributes.name && !ofOurHead.has(attributes.name)))
  ) {
    opened.metadata.push(attributes["http-equiv"] ?? attributes.name ?? "");
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute.startsWith("on")) {
      opened.scripts.push(attribute);
    } else if (/href$/.test(attribute)) {
      opened.references.push(value);
    } else if (loading.has(attribute) || /url\(/i.test(value)) {
      opened.references.push(`${attribute}: ${value}`);
    } else if (attribute.startsWith("data-") || wordsBeside.has(attribute)) {
      opened.besides.push(value);
    }
  }
}
