import { asXml } from "@/lib/text/xml";
import { codeDrawing } from "../code";
import { wholeDate } from "../dates";
import {
  type Block,
  isLabel,
  isRightToLeft,
  type Paper,
  type Piece,
  type Rich,
  runsTheOtherWay,
} from "../paper";
import { numberOf } from "../words";

/** All blocks of a paper as markup, in which words are nothing but words. */
export const blocksAsHtml = (paper: Paper): string =>
  paper.blocks.map((block) => blockAsHtml(block, paper)).join("");

/** Rich words of a paper as markup. */
export const richAsHtml = (text: Rich, paper: Paper): string =>
  text.map((piece) => pieceAsHtml(piece, paper)).join("");

const dates = new RegExp(wholeDate, "gu");

function pieceAsHtml(piece: Piece, paper: Paper): string {
  let html = asXml(piece.text).replace(dates, `<span class="date">$&</span>`);
  if (piece.strong) {
    html = `<strong>${html}</strong>`;
  }
  if (piece.emphasis) {
    html = `<em>${html}</em>`;
  }
  if (piece.link) {
    html = `<a href="${asXml(piece.link)}" rel="noreferrer">${html}</a>`;
  }
  return piece.language && piece.language !== paper.language
    ? `<span lang="${piece.language}" dir="${isRightToLeft(piece.language) ? "rtl" : "ltr"}">${html}</span>`
    : html;
}

/** A cell calls its column by name where rows stand as blocks, on a narrow screen. */
const cellAsHtml = (html: string, column = ""): string =>
  html === "" ? "<td></td>" : `<td data-column="${asXml(column)}"><span>${html}</span></td>`;

function blockAsHtml(block: Block, paper: Paper): string {
  const rich = (text: Rich) => richAsHtml(text, paper);
  const turn = (text: Rich) =>
    runsTheOtherWay(text, paper) ? ` dir="${isRightToLeft(paper.language) ? "ltr" : "rtl"}"` : "";
  switch (block.kind) {
    case "ask":
      return `<section class="ask"><h2>${asXml(block.label)}</h2><p>${rich(block.text)}</p></section>`;
    case "section":
      return `<section class="section"><h2>${asXml(block.heading)}</h2><div>${block.blocks
        .map((inner) => blockAsHtml(inner, paper))
        .join("")}</div></section>`;
    case "heading":
      return `<h${block.level} class="large">${asXml(block.text)}</h${block.level}>`;
    case "paragraph":
      return `<p class="${isLabel(block.text) ? "text label" : "text"}"${turn(block.text)}>${rich(block.text)}</p>`;
    case "note":
      return `<p class="note">${rich(block.text)}</p>`;
    case "list":
      return `<ul class="${(block.columns ?? 1) > 1 ? "columns" : "plain"}">${block.items
        .map((item) => `<li>${rich(item)}</li>`)
        .join("")}</ul>`;
    case "annex":
      return `<ol class="annex numbered">${block.items
        .map((item, at) => `<li><span>${numberOf(at)}</span> <span>${rich(item)}</span></li>`)
        .join("")}</ol>`;
    case "wordings":
      return block.items
        .map(
          ({ label, aside, text }, at) =>
            `<div class="wording">${block.isNumbered ? `<span>${numberOf(at)}</span> ` : ""}<b>${asXml(label)}</b> <i>${asXml(aside)}</i><p${turn(text)}>${rich(text)}</p></div>`,
        )
        .join("");
    case "facts":
      return `<dl>${block.rows
        .map(({ label, value }) => `<dt>${asXml(label)}</dt><dd>${rich(value)}</dd>`)
        .join("")}</dl>`;
    case "quotation":
      return `<blockquote><p${turn(block.text)}>${rich(block.text)}</p><p class="source">${rich(block.source)}</p>${
        block.grade
          ? `<p class="source grade"><b>${block.grade.letter}</b> ${asXml(block.grade.words)}</p>`
          : ""
      }</blockquote>`;
    case "table":
      return `<div class="wide"><table><caption>${asXml(block.caption)}</caption><thead><tr>${block.head
        .map((cell) => `<th scope="col">${asXml(cell)}</th>`)
        .join("")}</tr></thead><tbody>${block.rows
        .map(
          (row) =>
            `<tr>${row.map((cell, at) => cellAsHtml(rich(cell), block.head[at])).join("")}</tr>`,
        )
        .join("")}</tbody></table></div>`;
    case "code":
      return `<div class="code"><div><p>${rich(block.text)}</p><p><a href="${asXml(block.address)}" rel="noreferrer">${asXml(block.address)}</a></p></div>${codeDrawing(block.address)}</div>`;
    case "break":
      return `<div class="break"></div>`;
  }
}
