import { asXml } from "@/lib/text/xml";
import { isRightToLeft, type Paper } from "../paper";
import { blocksAsHtml, richAsHtml } from "./blocks";
import { paperStyle } from "./style";

/** A watermark of more signs than these is written smaller. */
const mostLarge = 36;

/** A paper as one page that stands alone: no script, nothing loaded, and it prints as it looks. */
export function toHtml(paper: Paper): string {
  const { frame, language } = paper;
  const mark = frame.watermark
    ? `<div class="mark"><span${[...frame.watermark].length > mostLarge ? ` class="long"` : ""}>${asXml(frame.watermark)}</span></div>`
    : "";
  const subtitle = richAsHtml(paper.subtitle, paper);
  return `<!DOCTYPE html>
<html lang="${language}" dir="${isRightToLeft(language) ? "rtl" : "ltr"}"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="robots" content="noindex"/><meta name="referrer" content="no-referrer"/><title>${asXml(paper.title)}</title><style>${paperStyle}</style></head><body><div class="sheet">${mark}<header class="head"><span><b><bdi>${asXml(frame.from)}</bdi></b> ${asXml(frame.beside)}</span> <span>${asXml(frame.day)}</span></header><main><h1>${asXml(paper.title)}</h1>${subtitle && `<p class="subtitle">${subtitle}</p>`}${blocksAsHtml(paper)}</main><footer class="foot"><span>${richAsHtml(frame.foot, paper)}</span></footer></div></body></html>
`;
}
