import "server-only";
import { ladder } from "../chart";
import { drawSquares } from "../drawing";
import { findTiles } from "../findings";
import { groupTiles } from "../groups";
import { figure, type Of, plain, readOut, type Told, type Words } from "./told";

export function tellTiles(of: Of<"tile-map">, words: Words): Told {
  const { t, stage, formats } = words;
  const { key, values, invented } = findTiles(of);
  const groups = groupTiles(of);
  const present = ladder.filter((one) => of.tiles.some((tile) => tile.stage === one));
  const count = (tiles: typeof of.tiles, at: string) =>
    tiles.filter((tile) => tile.stage === at).length;
  const labelled = groups.map(({ group, tiles }) => ({ label: t(`group.${group}`), tiles }));
  const legend = present.map((at) => ({ paint: at, label: stage(at) }));
  const rows = labelled.map(({ label, tiles }) => ({
    cells: [
      plain(label),
      figure(tiles.length, words),
      ...present.map((at) => figure(count(tiles, at), words)),
    ],
    href: null,
  }));
  const finding = t(`finding.tile-map.${key}`, values);
  const spoken = labelled.map(({ label, tiles }) => ({
    label,
    value: formats.list(
      present
        .filter((at) => count(tiles, at) > 0)
        .map((at) => `${stage(at)} ${formats.count(count(tiles, at))}`),
    ),
  }));
  return {
    name: "tile-map",
    about: t("about.tile-map"),
    finding,
    rules: [t("rule.tile-map"), ...(invented > 0 ? [t("rule.invented", { count: invented })] : [])],
    alt: t("alt.tiles", { finding, rows: readOut(spoken, words) }),
    columns: [
      { label: t("column.group") },
      { label: t("column.members"), isNumber: true },
      ...present.map((at) => ({ label: stage(at), isNumber: true })),
    ],
    rows,
    file: {
      columns: [
        { label: t("column.group") },
        { label: t("column.code") },
        { label: t("column.state") },
        { label: t("column.stage") },
      ],
      rows: labelled.flatMap(({ label, tiles }) =>
        tiles.map((tile) => ({
          cells: [label, tile.code, tile.name, stage(tile.stage)].map(plain),
          href: null,
        })),
      ),
    },
    draw: (width) =>
      drawSquares(
        labelled.map(({ label, tiles }) => ({ label, squares: tiles })),
        legend,
        width,
      ),
    drawn: null,
  };
}
