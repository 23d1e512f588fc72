import type { Group, Tile, TileMap } from "./chart";

/** The groups of the grid, in order, each with its tiles. */
export function groupTiles({ tiles }: TileMap) {
  const groups: { group: Group; tiles: Tile[] }[] = [];
  for (const tile of tiles) {
    const last = groups.at(-1);
    if (last?.group === tile.group) {
      last.tiles.push(tile);
    } else {
      groups.push({ group: tile.group, tiles: [tile] });
    }
  }
  return groups;
}
