import { wholeDate } from "../dates";

/**
 * The layout of all papers in Typst. The paper comes in as JSON and is data: nothing in it is read as markup. Sizes are
 * those of the design at 0.75 pt to a pixel.
 */
export const template = `
#let paper = json(bytes(sys.inputs.paper))
#let codes = json(bytes(sys.inputs.codes))
#let frame = paper.frame
#let tags = (ar: "ar", en: "en", es: "es", fr: "fr", ru: "ru", zh: "zh")
#let direction(language) = if language == "ar" { rtl } else { ltr }
#let is-rtl = paper.language == "ar"
#let slants = paper.language not in ("ar", "zh")

#let ink = rgb("#181e2a")
#let muted = rgb("#505763")
#let accent = rgb("#224d85")
#let rule-colour = rgb("#d9d6cf")
// In an Arabic paper one face holds all of a line, spaces and brackets too: else each word is a run of its own, and
// who hears or copies the file gets the words of a line in reverse.
#let faces(latin) = {
  if is-rtl { ("IBM Plex Sans Arabic", latin, "Noto Sans SC") } else { (latin, "IBM Plex Sans Arabic", "Noto Sans SC") }
}
#let serif = faces("Source Serif 4")
#let sans = faces("Source Sans 3")
#let grow = if is-rtl { 1.03 } else { 1 }
#let size(pt) = pt * 1pt * grow

#set document(title: paper.title, date: none)
#set text(
  font: sans, fallback: false, size: size(11.25), fill: ink, lang: tags.at(paper.language),
  region: if paper.language == "zh" { "cn" } else { none }, dir: direction(paper.language),
  hyphenate: false, ligatures: not is-rtl, top-edge: 0.8em, bottom-edge: -0.2em, number-type: "lining",
)
#set par(leading: if is-rtl { 0.62em } else { 0.46em }, spacing: 0.75em, justify: false)
#set list(marker: [•], indent: 0pt, body-indent: 0.6em, spacing: 0.55em)
#show heading: set text(font: sans, weight: 600, size: size(11.25))
#show heading: set block(above: 0pt, below: 0pt)
// A word longer than its line, such as a key or an address without a break, is lost at the edge of the page. No break is
// put into Arabic, whose letters are joined, and Chinese has its own.
#show regex("[\\p{Latin}\\p{Cyrillic}\\p{N}_%=~]{41,}"): it => {
  // A box has no direction of its own; between marks of theirs, these keep it also in a line that runs the other way.
  let mark = if is-rtl { "\u{200e}" }
  mark + it.text.clusters().map(box.with(baseline: 0.2em)).join(mark) + mark
}
// A date does not go on in the next line.
#let whole-date = regex("${wholeDate}")
#let kept-whole = box.with(baseline: 0.2em)
#show whole-date: it => kept-whole(it)
// In English whatever is around it: in some languages a hyphen at the end of a line is written again on the next.
#show link: set text(fill: accent, lang: "en", region: none)

#let hairline = pdf.artifact(line(length: 100%, stroke: 0.5pt + rule-colour))

// Where what is beside something else stands, whatever it is written in.
#let own-side = if is-rtl { right } else { left }

// A name in the direction of its first letter.
#let own-direction(name) = {
  let first = name.match(regex("\\p{L}"))
  if first == none { direction(paper.language) } else if first.text.match(regex("\\p{Arabic}")) != none { rtl } else { ltr }
}

// A watermark keeps to its line, from corner to corner; one that would be too small for that goes on below.
#let mark-width = 740pt
#let smallest-mark = 28pt
#let is-joined(word) = word.match(regex("\\p{Arabic}")) != none
#let in-lines(words) = {
  let wide(word) = measure(word).width > mark-width
  // A word that is longer than its line breaks; joined letters don't, and are as small as they must be.
  let joined = words.filter(word => wide(word) and is-joined(word))
  set text(size: 1em * calc.min(1, ..joined.map(word => mark-width / measure(word).width)))
  words.map(word => if wide(word) and not is-joined(word) { word.clusters().map(box).join() } else { word }).join(" ")
}

#let piece(p) = {
  let body = text(p.text)
  if p.at("strong", default: false) { body = strong(body) }
  if p.at("emphasis", default: false) and slants { body = emph(body) }
  if p.at("link", default: none) != none { body = link(p.link, body) }
  let language = p.at("language", default: paper.language)
  if language == "ar" and not is-rtl { body = text(font: "IBM Plex Sans Arabic", body) }
  if language != paper.language {
    // In a direction of its own, so that a full stop or a quotation mark at its end stays at its end.
    body = text(lang: tags.at(language), dir: direction(language), body)
  }
  body
}
#let rich(pieces) = pieces.map(piece).join()

// Words of several looks stay in order for a screen reader only inside of a paragraph.
#let said(pieces, side: start) = {
  let others = pieces.map(p => direction(p.at("language", default: paper.language))).dedup()
  // What is in a language of the other direction as a whole runs in that direction as a whole.
  let own = if others.len() == 1 { others.first() } else { direction(paper.language) }
  set text(dir: own)
  set align(side)
  par(rich(pieces))
}

#let foot-line(page-number, pages) = (
  frame.pageOf.replace("{page}", str(page-number)).replace("{pages}", str(pages))
)

#set page(
  paper: "a4",
  margin: (x: 54pt, top: 84pt, bottom: 74pt),
  header-ascent: 22pt,
  footer-descent: 22pt,
  header: {
    set text(size: size(9.5), fill: muted)
    grid(columns: (1fr, auto), column-gutter: 12pt,
      // On its own side whatever its direction: a paragraph of one name would begin where that does.
    align(own-side, { text(weight: 600, fill: ink, dir: own-direction(frame.from), frame.from); if frame.beside != "" [ #text(frame.beside)] }),
      frame.day)
    v(9pt, weak: true)
    line(length: 100%, stroke: 1.4pt + ink)
  },
  footer: {
    line(length: 100%, stroke: 0.5pt + rule-colour)
    v(9pt, weak: true)
    set text(size: size(9), fill: muted)
    context grid(columns: (1fr, auto), column-gutter: 12pt,
      said(frame.foot, side: own-side),
      foot-line(counter(page).get().first(), counter(page).final().first()))
  },
  background: if frame.at("watermark", default: "") != "" {
    rotate(if is-rtl { 52deg } else { -52deg }, block(width: mark-width, {
      set align(center)
      let signs = frame.watermark.clusters().len()
      set text(weight: 600, fill: rgb("#e8edf2"))
      context {
        let in-one-line = 46pt * calc.min(1, mark-width / measure(text(size: 46pt, frame.watermark)).width)
        let keeps = in-one-line >= smallest-mark
        // So long that all of it stays on the page.
        set text(size: if keeps { in-one-line } else if signs <= 100 { 28pt } else { 21pt })
        if keeps { box(frame.watermark) } else { context in-lines(frame.watermark.split(" ")) }
      }
    }))
  },
)

// A date stays whole as long as its column can hold it.
#let in-cell(pieces) = layout(room => {
  show whole-date: it => context if measure(it).width > room.width { it.text.replace("\u{a0}", " ") } else { kept-whole(it) }
  said(pieces)
})

// Where columns have to give way they share what is left alike; one whose share can't hold its dates takes what they need.
#let column-gap = 12pt
#let widths(b, all) = {
  let columns = range(b.head.len()).map(at => b.rows.map(row => row.at(at)))
  let wanted = columns.zip(b.head).map(((cells, title)) => calc.max(
    measure(text(weight: 600, title)).width, ..cells.map(cell => measure(said(cell)).width)))
  let left = all - column-gap * (columns.len() - 1)
  let share = left / columns.len()
  for (at, width) in wanted.sorted().enumerate() {
    share = left / (columns.len() - at)
    if width > share { break }
    left -= width
  }
  columns.zip(wanted).map(((cells, width)) => {
    let dates = cells.map(cell => cell.map(p => p.text).join("").matches(whole-date)).flatten()
    let needed = calc.max(0pt, ..dates.map(date => measure(date.text).width))
    // Never so much that nothing is left to the others.
    if width > share and needed > share and needed <= share * 1.5 { needed + 0.5pt } else { auto }
  })
}

#let read(body) = text(font: serif, body)
#let small(body) = { set par(leading: 0.42em); text(size: size(9.5), fill: muted, body) }

#let numbered(at, body) = grid(columns: (1.6em, 1fr), str(at + 1) + ".", body)
#let stack-up(gap, parts) = for (at, part) in parts.enumerate() {
  if at > 0 { v(gap, weak: true) }
  part
}

// A bar along the side on which lines begin.
#let barred(distance, bar, body) = block(width: 100%, breakable: false,
  inset: if is-rtl { (right: distance, y: 1pt) } else { (left: distance, y: 1pt) },
  stroke: if is-rtl { (right: bar) } else { (left: bar) }, body)

#let picture-of(code, width) = pdf.artifact(image(bytes(codes.at(code.address)), format: "svg", width: width))

#let one(b, inside: false) = {
  if b.kind == "ask" {
    barred(14pt, 3.5pt + accent, {
      block(below: 7pt, heading(level: 2, text(size: size(10), fill: accent, b.label)))
      set par(leading: if is-rtl { 0.6em } else { 0.38em })
      text(font: serif, size: size(18), weight: 600, said(b.text))
    })
  } else if b.kind == "heading" {
    block(above: 14pt, below: 6pt, sticky: true, heading(level: b.level,
      text(font: serif, size: size(if b.level == 2 { 14 } else { 12 }), b.text)))
  } else if b.kind == "paragraph" {
    // As \`isLabel\` says.
    let is-label = b.text.len() > 0 and b.text.all(p => p.at("strong", default: false))
    if is-label { block(sticky: true, read(said(b.text))) } else { read(said(b.text)) }
  } else if b.kind == "note" {
    small(said(b.text))
  } else if b.kind == "list" {
    let columns-wanted = b.at("columns", default: 1)
    let items = b.items.map(said)
    if columns-wanted > 1 {
      let rows = calc.ceil(items.len() / columns-wanted)
      grid(columns: (1fr,) * columns-wanted, column-gutter: 12pt, ..items.chunks(rows).map(some => list(..some)))
    }
    else { list(..items.map(read)) }
  } else if b.kind == "annex" {
    set text(size: size(9.5), fill: muted)
    set par(leading: 0.42em)
    stack-up(4pt, b.items.enumerate().map(((at, item)) => block(numbered(at, said(item)))))
  } else if b.kind == "wordings" {
    stack-up(12pt, b.items.enumerate().map(((at, item)) => barred(12pt, 1.6pt + rgb("#7d8694"), {
        block(below: 5pt, grid(columns: (1fr, auto), column-gutter: 10pt, {
          set text(size: size(10), weight: 600)
          if b.isNumbered { str(at + 1) + ". " }
          text(item.label)
        }, text(size: size(9.5), fill: muted, item.aside)))
        text(size: size(11.75), read(said(item.text)))
      })))
  } else if b.kind == "facts" {
    grid(columns: (auto, 1fr), column-gutter: 14pt, row-gutter: 7pt,
      ..b.rows.map(row => (par(text(fill: muted, row.label)), said(row.value, side: own-side))).flatten())
  } else if b.kind == "quotation" {
    block(width: 100%, breakable: false, {
      quote(block: true, quotes: false, read(said(b.text)))
      v(4pt, weak: true)
      small(said(b.source))
      if b.at("grade", default: none) != none {
        v(4pt, weak: true)
        small({
          box(stroke: 0.6pt + muted, radius: 2pt, inset: (x: 4pt), outset: (y: 1.5pt),
            text(weight: 600, fill: ink, b.grade.letter))
          text(" " + b.grade.words)
        })
      }
    })
  } else if b.kind == "table" {
    set text(size: size(10))
    block(below: 6pt, sticky: true, text(weight: 600, b.caption))
    // A row that went on over the page would be read in pieces.
    set table.cell(breakable: false)
    layout(room => table(columns: widths(b, room.width), align: start, stroke: none, inset: (x: 0pt, y: 5pt), column-gutter: column-gap,
      table.header(..b.head.map(cell => text(weight: 600, fill: muted, cell)), table.hline(stroke: 1pt + ink)),
      ..b.rows.map(row => row.map(in-cell) + (table.hline(stroke: 0.5pt + rule-colour),)).flatten()))
  } else if b.kind == "code" {
    grid(columns: (1fr, auto), column-gutter: 14pt, align: horizon, {
      said(b.text)
      par(link(b.address, text(b.address)))
    }, picture-of(b, 74pt))
  } else if b.kind == "break" {
    pagebreak(weak: true)
  } else if b.kind == "section" {
    grid(columns: (102pt, 1fr), column-gutter: 18pt,
      heading(level: 2, b.heading),
      stack-up(9pt, b.blocks.map(inner => one(inner, inside: true))))
  }
}

#let titled(pt) = text(font: serif, size: size(pt), weight: 600, paper.title)
#let head(title-size) = {
  block(below: 5pt, heading(level: 1, titled(title-size)))
  if paper.subtitle.len() > 0 { text(fill: muted, said(paper.subtitle)) }
}
// A code that begins a paper takes no room of its own: it stands beside the title, and its address above the title, as small
// as it must be to keep to one line.
#let begins-with-code = paper.blocks.len() > 0 and paper.blocks.first().kind == "code"
#let code-width = 58pt
#if begins-with-code {
  let code = paper.blocks.first()
  let width = 100% - code-width - 14pt
  let address = said(((text: code.address, link: code.address, language: "en"),), side: own-side)
  // A title that keeps to one line without a code keeps to one beside it.
  block(width: width, below: 0pt, layout(room => {
    let fitting = room.width / measure(titled(19)).width
    head(if fitting > 0.8 { 19 * calc.min(1, fitting) } else { 19 })
  }))
  place(top + start, dy: -16pt, block(width: width, {
    set text(size: size(8), fill: muted)
    layout(room => context {
      let wide = measure(said(code.text)).width + measure(address).width + 4pt
      set text(size: 1em * calc.min(1, (room.width - 6pt) / wide))
      grid(columns: (auto, auto), column-gutter: 4pt, said(code.text), address)
    })
  }))
  place(top + end, dy: -19pt, picture-of(code, code-width))
} else { head(19) }
#v(15pt, weak: true)
#{
  let before = none
  for b in paper.blocks.slice(if begins-with-code { 1 } else { 0 }) {
    if before != none and b.kind != "break" {
      if before in ("ask", "section") or b.kind == "section" {
        v(12pt, weak: true)
        // It goes along to the page of what it leads to.
        if before != "break" { block(above: 0pt, below: 12pt, sticky: true, hairline) }
      } else { v(if b.kind == "heading" { 16pt } else { 9pt }, weak: true) }
    }
    one(b)
    before = b.kind
  }
}
`;
